using CivilLine.Cli.Speech;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation.Speech;

internal sealed record SpokenTurn(Speaker Speaker, string Text, long StartMs, long EndMs);

/// <summary>Reads a call turn by turn as the server does: redacted, its timeline cutting the windows.</summary>
internal static class CallReader
{
    /// <summary>What stands when each turn has been heard, whoever spoke it.</summary>
    public static IEnumerable<WindowAssessment> Read(IToxicityScorer scorer, IEnumerable<SpokenTurn> turns)
    {
        var windows = new WindowScorer(scorer);
        var timeline = new CallTimeline();
        var number = 0;
        foreach (var turn in turns)
        {
            var fragment = ToFragment(turn, "", number++);
            timeline.Add(fragment, default, turn.EndMs, late: false, hold: TimeSpan.Zero, out _, out _);
            yield return windows.Assess(timeline.Window(fragment.UtteranceId));
        }
    }

    public static Fragment ToFragment(SpokenTurn turn, string callId, int number) => new()
    {
        CallId = callId,
        UtteranceId = $"{number}",
        Speaker = turn.Speaker,
        Text = Redactor.Redact(turn.Text),
        StartMs = turn.StartMs,
        EndMs = turn.EndMs,
    };

    /// <summary>A written dialogue at the pace of speech. Who is who matters only in that they are two.</summary>
    public static IEnumerable<SpokenTurn> AtPace(IEnumerable<DialogueRow> rows)
    {
        var speakers = new List<string>();
        var clock = 0L;
        foreach (var row in rows)
        {
            if (!speakers.Contains(row.Speaker))
                speakers.Add(row.Speaker);
            var end = clock + SpeechPace.Length(row.Text);
            yield return new SpokenTurn(
                speakers.IndexOf(row.Speaker) switch { 0 => Speaker.Agent, 1 => Speaker.Customer, _ => Speaker.Unknown },
                row.Text, clock, end);
            clock = end + SpeechPace.MsBetween;
        }
    }
}
