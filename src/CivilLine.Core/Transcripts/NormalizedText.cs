namespace CivilLine.Transcripts;

/// <summary>
/// Text as the model reads it, with the way back: lower case, NFKC, masks as one token, fillers gone.
/// Made by <c>Normalizer.Normalize</c>.
/// </summary>
/// <param name="Shown">The text as it is stored and shown.</param>
/// <param name="Text">The text as the model reads it: words and masks separated by single spaces.</param>
/// <param name="Offsets">For each UTF-16 unit of <paramref name="Text"/>, the unit of <paramref name="Shown"/> it came from.</param>
/// <param name="Masks">How many masked words (<c>f***</c>, <c>[profanity]</c>) the recogniser or vendor left.</param>
public sealed record NormalizedText(string Shown, string Text, int[] Offsets, int Masks);
