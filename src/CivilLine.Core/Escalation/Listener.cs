using CivilLine.Escalation.Speech;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>Hears in finals what moves the ladder besides alerts: mild breaches, warnings, apologies.</summary>
internal sealed class Listener(CallState call, Conduct conduct)
{
    public void Hear(TimelineEntry entry, TimelineEntry? replaced, DateTimeOffset now)
    {
        if (entry.Speaker == Speaker.Agent)
            HearAgent(entry, replaced, now);
        else
            HearCaller(entry, replaced, now);
    }

    private void HearAgent(TimelineEntry entry, TimelineEntry? replaced, DateTimeOffset now)
    {
        if (replaced is { IsFinal: true } && Recognise(replaced.Normalized.Text) != WarningKind.None)
            return;
        var window = call.Timeline.WindowOf(entry);
        var kind = Recognise(entry.Normalized.Text);
        if (kind == WarningKind.None && window.Count > 1)
        {
            // "if you carry on like that" / "i'll have to end the call": one warning in two pieces.
            var before = window[^2].Normalized.Text;
            if (Recognise(before) == WarningKind.None)
                kind = Recognise(before + " " + entry.Normalized.Text);
        }

        if (kind != WarningKind.None)
            conduct.Apply(new Warning(kind == WarningKind.Final, [entry.Id], call.ModelVersion), now);
    }

    private void HearCaller(TimelineEntry entry, TimelineEntry? replaced, DateTimeOffset now)
    {
        if (replaced is { IsFinal: true })
            return;
        if (Finding.Of(entry.Assessment, call.Policy) is not { } finding)
        {
            if (entry.Speaker == Speaker.Customer && IsApology(entry.Normalized.Text))
                conduct.Apply(new Apology([entry.Id], call.ModelVersion), now);
        }
        else if (!finding.Alerts)
        {
            conduct.Apply(
                new Breach(entry.Speaker, finding.Category, finding.Severity, finding.Target, [entry.Id], call.ModelVersion,
                    call.FlaggingPhrase(entry.Fragment.Text, finding.Category)), now);
        }
    }

    private bool IsApology(string text) =>
        ApologyRecogniser.IsApology(text) || call.Policy.ApologyPhrases.Any(phrase => text.Contains(phrase, StringComparison.Ordinal));

    private WarningKind Recognise(string text) => WarningRecogniser.Recognise(text, call.Policy);
}
