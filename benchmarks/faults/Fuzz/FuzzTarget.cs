namespace CivilLine.Faults.Fuzz;

/// <summary>
/// One way in. What it reads is measured; what came of it is judged apart, so that the judging costs nothing of the limits.
/// </summary>
internal abstract class FuzzTarget(string name)
{
    /// <summary>
    /// Said nowhere but in fuzzed input. Where it comes back in a refusal, so would a caller's words.
    /// </summary>
    public const string Canary = "quibblewhack";

    /// <summary>Its folder in the corpus.</summary>
    public string Name { get; } = name;

    /// <summary>What mutations put in at will, besides what is nasty everywhere.</summary>
    public virtual IReadOnlyList<string> Words => [];

    public virtual int MostBytes => 64 * 1024;

    public virtual FuzzLimits Limits => FuzzLimits.Usual;

    /// <summary>Whether the same input must be answered in the same way; not where a whole server remembers the first.</summary>
    public virtual bool IsSameTwice => true;

    /// <summary>Before the first input.</summary>
    public virtual Task OpenAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Throws nothing, whatever the input.</summary>
    public abstract object? Read(byte[] input);

    public abstract void Judge(byte[] input, object? read, Verdict verdict);
}

internal abstract class FuzzTarget<T>(string name) : FuzzTarget(name)
{
    public sealed override object? Read(byte[] input) => Take(input);

    public sealed override void Judge(byte[] input, object? read, Verdict verdict) => Judge(input, (T)read!, verdict);

    protected abstract T Take(byte[] input);

    protected abstract void Judge(byte[] input, T read, Verdict verdict);
}

/// <summary>What one input may cost, measured on its own thread.</summary>
/// <param name="Milliseconds">Of processor time, and <paramref name="MicrosecondsPerByte"/> more for each byte.</param>
/// <param name="Bytes">Allocated, and <paramref name="BytesPerByte"/> more for each byte.</param>
internal sealed record FuzzLimits(double Milliseconds, double MicrosecondsPerByte, long Bytes, double BytesPerByte)
{
    /// <summary>Several times what the worst honest input costs in a debug build with instrumentation.</summary>
    public static readonly FuzzLimits Usual = new(20, 4, 256 * 1024, 200);

    /// <summary>How many times as much may be taken before it counts, where a moment must not depend on what else the machine does.</summary>
    public static double Margin { get; set; } = 1;

    /// <summary>For each line, where each is a message: one that is empty costs something too.</summary>
    public long BytesPerLine { get; init; }

    public double MillisecondsOf(byte[] input) =>
        Margin * (Milliseconds + (MicrosecondsPerByte * input.Length / 1000) + (BytesPerLine * Lines(input) / 200_000.0));

    public double BytesOf(byte[] input) => Margin * (Bytes + (BytesPerByte * input.Length) + (BytesPerLine * Lines(input)));

    private int Lines(byte[] input) => BytesPerLine == 0 ? 0 : input.AsSpan().Count((byte)'\n');
}
