using CivilLine.Sources;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>A packed delivery: unpacks within its limit or not at all.</summary>
internal sealed class GzipTarget() : FuzzTarget<byte[]?>("gzip")
{
    private const int Most = 256 * 1024;

    public override int MostBytes => 16 * 1024;

    // What is unpacked is bounded by the limit, not by what came.
    public override FuzzLimits Limits { get; } = FuzzLimits.Usual with { Bytes = 8 * Most };

    protected override byte[]? Take(byte[] input)
    {
        // In memory, it never waits.
        var unpacking = DeliveryBody.UnpackAsync(input, Most, CancellationToken.None);
        return unpacking.IsCompleted ? unpacking.GetAwaiter().GetResult() : throw new InvalidOperationException("it waits");
    }

    protected override void Judge(byte[] input, byte[]? read, Verdict verdict)
    {
        verdict.Holds(read is null || read.Length <= Most, "more than its limit", $"{read?.Length}");
        verdict.Said(read ?? []);
    }
}
