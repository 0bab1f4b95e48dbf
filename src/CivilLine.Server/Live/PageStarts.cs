namespace CivilLine.Live;

/// <summary>
/// How many pages are read what they start from at once. After a restart a whole floor of pages comes back in the same second,
/// and whoever is on a call must not wait for them.
/// </summary>
internal sealed class PageStarts : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await read(cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
