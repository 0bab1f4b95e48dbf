namespace CivilLine.Sources;

/// <summary>For sources that are dialled: nobody may deliver to them.</summary>
internal sealed class ClosedGuard : ISourceGuard
{
    public ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        ValueTask.FromResult(false);
}
