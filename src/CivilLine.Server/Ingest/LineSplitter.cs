using System.Buffers;

namespace CivilLine.Ingest;

/// <summary>Cuts a body into lines as it comes in. A line that is too long is passed over without being kept.</summary>
internal sealed class LineSplitter
{
    private bool _skipping;

    /// <summary>Lines so far, blank ones included: the number of the last one taken.</summary>
    public int Number { get; private set; }

    /// <param name="buffer">What has come in; moved on past what was taken.</param>
    /// <param name="ended">Whether nothing more will come.</param>
    /// <param name="line">The next line without its ending; empty where <paramref name="tooLong"/>.</param>
    public bool TryTake(ref ReadOnlySequence<byte> buffer, bool ended, out ReadOnlySequence<byte> line, out bool tooLong)
    {
        (line, tooLong) = (default, false);
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }
        else if (ended && (!buffer.IsEmpty || _skipping))
        {
            line = buffer;
            buffer = buffer.Slice(buffer.End);
        }
        else
        {
            if (buffer.Length > EventRules.LineBytes)
            {
                _skipping = true;
                buffer = buffer.Slice(buffer.End);
            }
            return false;
        }
        Number++;
        tooLong = _skipping || line.Length > EventRules.LineBytes;
        _skipping = false;
        if (tooLong)
            line = default;
        return true;
    }
}
