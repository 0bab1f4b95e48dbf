using CivilLine.Transcripts;

namespace CivilLine.Escalation.Speech;

/// <summary>The policy's warning in an agent's words, for who looks at a call afterwards.</summary>
public static class SpokenWarnings
{
    /// <param name="shown">What an agent said, as it is stored.</param>
    /// <returns>Whether it was a last warning; null where it was none.</returns>
    public static bool? IsLast(string shown, Policy policy) =>
        WarningRecogniser.Recognise(Normalizer.Normalize(shown).Text, policy) switch
        {
            WarningKind.None => null,
            var kind => kind == WarningKind.Final,
        };
}
