using CivilLine.Scoring;
using CivilLine.Transcripts.Redaction;

namespace CivilLine.Escalation;

/// <summary>An alert's words after some of them turned out to be personal data, its highlights where they now stand.</summary>
public readonly record struct RedactedAlert(string Text, IReadOnlyList<Highlight> Highlights)
{
    /// <param name="shown">What the alert's utterances, or a later state of it, show now.</param>
    /// <returns>Null where the text shows nothing that <paramref name="shown"/> does not.</returns>
    public static RedactedAlert? Of(string text, IReadOnlyList<Highlight> highlights, string shown)
    {
        var edits = Erasure.Of(text, shown);
        if (edits.Count == 0)
            return null;
        return new RedactedAlert(
            Edit.Apply(text, edits),
            [.. highlights.Select(one => (One: one, Moved: Edit.Moved(one.Start, one.Length, edits)))
                .Where(one => one.Moved is not null).Select(one => one.One with { Start = one.Moved!.Value })]);
    }
}
