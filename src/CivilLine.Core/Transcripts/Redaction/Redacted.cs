namespace CivilLine.Transcripts.Redaction;

/// <summary>A fragment as it may be shown, and what stands in for the numbers that were taken out of it.</summary>
public readonly record struct Redacted(string Text, IReadOnlyList<StandIn> StandIns);

/// <summary>
/// Another number in place of one that was cut, by which it can still be told whether the pieces beside it complete a
/// card: as long, and worth the same to the check digit wherever it stands. It is never stored or shown, and the number
/// cannot be had from it.
/// </summary>
/// <param name="Start">Where the label stands in the shown text.</param>
/// <param name="Digits">Empty where what was cut is no part of a number.</param>
public readonly record struct StandIn(int Start, int Length, string Digits);
