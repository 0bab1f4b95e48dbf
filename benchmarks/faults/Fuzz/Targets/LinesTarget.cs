using System.Buffers;
using CivilLine.Ingest;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>A body that comes in pieces, cut anywhere: its lines are those of the whole.</summary>
internal sealed class LinesTarget() : FuzzTarget<List<string>>("lines")
{
    public override int MostBytes => 256 * 1024;

    /// <summary>What comes is kept in segments, and the lines for judging.</summary>
    public override FuzzLimits Limits { get; } = FuzzLimits.Usual with { BytesPerByte = 400 };

    public override IReadOnlyList<string> Words { get; } = ["\n", "\r\n", "\n\n", new('a', EventRules.LineBytes), new string('b', EventRules.LineBytes) + "\n"];

    protected override List<string> Take(byte[] input)
    {
        var body = input.AsSpan(Math.Min(1, input.Length)).ToArray();
        var random = new Random(input.Length == 0 ? 0 : input[0]);
        var lines = new List<string>();
        var splitter = new LineSplitter();
        var (start, end) = (0, 0);
        while (end < body.Length || lines.Count == 0)
        {
            end = Math.Min(body.Length, end + random.Next(1, 1 + (body.Length / (1 + random.Next(6)))));
            var (first, second) = (body.AsMemory(start, (end - start) / 2), body.AsMemory(start + ((end - start) / 2), end - start - ((end - start) / 2)));
            var buffer = Sequence(first, second);
            var length = buffer.Length;
            while (splitter.TryTake(ref buffer, end == body.Length, out var line, out var tooLong))
                lines.Add(Told(line, tooLong));
            start += (int)(length - buffer.Length);
            if (end == body.Length)
                break;
        }
        return lines;
    }

    protected override void Judge(byte[] input, List<string> read, Verdict verdict)
    {
        var whole = new ReadOnlySequence<byte>(input.AsMemory(Math.Min(1, input.Length)));
        var splitter = new LineSplitter();
        var expected = new List<string>();
        while (splitter.TryTake(ref whole, ended: true, out var line, out var tooLong))
            expected.Add(Told(line, tooLong));
        verdict.Holds(read.SequenceEqual(expected), "pieces make other lines than the whole", $"{read.Count} lines, not {expected.Count}");
        verdict.Said(string.Join(' ', read));
    }

    private static string Told(ReadOnlySequence<byte> line, bool tooLong) =>
        tooLong ? "too long" : $"{line.Length}:{System.IO.Hashing.XxHash3.HashToUInt64(line.ToArray())}";

    private static ReadOnlySequence<byte> Sequence(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        var head = new Piece(first, 0);
        var tail = new Piece(second, first.Length);
        head.Then(tail);
        return new ReadOnlySequence<byte>(head, 0, tail, second.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long before) => (Memory, RunningIndex) = (memory, before);

        public void Then(Piece next) => Next = next;
    }
}
