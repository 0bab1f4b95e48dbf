namespace CivilLine.Audit;

/// <summary>
/// A response's body that records before the first of it leaves. Not by <c>OnStarting</c>: where that fails, the answer is an
/// empty 500 which nothing can put into words any more.
/// </summary>
/// <param name="record">Is asked once.</param>
internal sealed class RecordedBody(Stream body, Func<Task> record) : Stream
{
    private Task? _recorded;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="NotRecordedException">Nothing may leave.</exception>
    public Task RecordAsync() => _recorded ??= record();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await RecordAsync();
        await body.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await RecordAsync();
        await body.FlushAsync(cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing is recorded while a thread waits.");

    public override void Flush() => throw new NotSupportedException("Nothing is recorded while a thread waits.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
