using CivilLine.Cli.Speech;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Training;

/// <summary>What a benign turn is used for; drawn by dialogue, in blocks of turns where a dialogue is very long.</summary>
internal enum BenignPart
{
    Train,

    /// <summary>More of the same, for the encoder alone: the linear heads learn nothing further from it.</summary>
    Spare,
    Threshold,
    HeldOut,
}

internal sealed record BenignTurn(string Source, BenignPart Part, NormalizedText Text);

/// <summary>Ordinary speech and dialogue from the public data folder, screened and without repeats.</summary>
internal static class Benign
{
    /// <summary>Speech, and talk with a service: what thresholds are set by and false alarms are counted in.</summary>
    private static readonly string[] Telling =
    [
        "ami_meetings", "icsi_meetings", "natcs_test_utterances", "banking77_utterances", "healthcare_preauth_calls_synthetic",
        "multidogo_customer_turns", "sgd_subset", "taskmaster4_coffee", "evi_asr_enrolment", "multiwoz21_valtest",
    ];

    /// <summary>
    /// Negatives for training alone: commands to a machine ("use a male voice"), haggling over firewood, and users
    /// who were asked to be rude.
    /// </summary>
    private static readonly string[] Other = ["star_rasa", "clinc150_utterances", "casino_negotiation"];

    /// <summary>Unscripted speech, of which more is used than of the rest: it is the nearest to a call.</summary>
    private static readonly string[] Spoken = ["ami_meetings", "icsi_meetings"];

    private const int TrainSpoken = 50_000;
    private const int TrainOther = 8_000;

    /// <summary>Rows read of one source: limits of a fraction of a turn in a thousand need tens of thousands of turns.</summary>
    private const int Most = 60_000;

    /// <summary>Turns on end that go into the same part, because some sources put many hours under one dialogue.</summary>
    private const int Block = 100;

    public static bool IsSpoken(BenignTurn turn) => Spoken.Contains(turn.Source);

    public static List<BenignTurn> Read(string data, Screen screen) => [.. Turns(data, screen)];

    /// <summary>One by one, for who needs few of them.</summary>
    public static IEnumerable<BenignTurn> Turns(string data, Screen screen)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in Telling.Concat(Other))
        {
            var spoken = Spoken.Contains(source);
            var (taken, row) = (0, 0);
            var path = Path.Combine(data, "benign", source + ".tsv.gz");
            foreach (var (dialogue, _, text, _) in File.Exists(path) ? DialogueRows.Read(path) : [])
            {
                if (taken == (spoken ? int.MaxValue : Most))
                    break;
                var block = $"{source}/{dialogue}/{row++ / Block}";
                var normalized = Normalizer.Normalize(text);
                if (normalized.Text.Length == 0 || screen.Hits(normalized.Text) || !seen.Add(normalized.Text))
                    continue;
                var part = Other.Contains(source) ? BenignPart.Train : PartOf(block);
                if (part == BenignPart.Train && taken >= (spoken ? TrainSpoken : TrainOther))
                    part = BenignPart.Spare;
                taken++;
                if (part == BenignPart.HeldOut || !NotHarmless.Contains(text))
                    yield return new BenignTurn(source, part, normalized);
            }
        }
    }

    private static BenignPart PartOf(string block) => (Stable.Hash(block) % 10) switch
    {
        < 6 => BenignPart.Train,
        < 8 => BenignPart.Threshold,
        _ => BenignPart.HeldOut,
    };
}
