namespace CivilLine.Sources;

/// <summary>
/// Revisions for vendors that number nothing. Interims take the lower numbers, so that a final wins over any of them in
/// whatever order they arrive, and a corrected final over the first.
/// </summary>
public static class Revisions
{
    public const int Final = 998;
    public const int Corrected = 999;

    /// <summary>From something that grows while an utterance does: how much of it has been heard, in milliseconds.</summary>
    public static int OfHeard(long heardMs) => (int)Math.Clamp(heardMs / 50, 0, Final - 1);
}
