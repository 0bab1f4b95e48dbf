namespace CivilLine.Sources;

/// <summary>
/// Revisions for vendors that number nothing. Interims take the lower numbers, so that a final wins over any of them in
/// whatever order they arrive, and a corrected final over the first.
/// </summary>
public static class Revisions
{
    public const int Final = 998;
    public const int Corrected = 999;

    private const long FineMs = 30_000;
    private const int Fine = (int)(FineMs / 50);
    private const double Coarser = 1.01;

    /// <summary>
    /// From something that grows while an utterance does: how much of it has been heard, in milliseconds. A step is 50 ms, and
    /// from half a minute on a hundredth of what was heard, since the contract ends at 999: it grows for 26 minutes.
    /// </summary>
    public static int OfHeard(long heardMs) => heardMs < FineMs
        ? (int)(Math.Max(0, heardMs) / 50)
        : Math.Min(Fine + (int)Math.Log((double)heardMs / FineMs, Coarser), Final - 1);
}
