using System.IO.Compression;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Training;

/// <summary>What a benign turn is used for; drawn by dialogue, so that no dialogue is in two parts.</summary>
internal enum BenignPart
{
    Train,
    Threshold,
    HeldOut,
}

internal sealed record BenignTurn(string Source, BenignPart Part, NormalizedText Text);

/// <summary>Ordinary speech and dialogue from the public data folder, screened and without repeats.</summary>
internal static class Benign
{
    private static readonly string[] Sources =
    [
        "ami_meetings", "icsi_meetings", "natcs_test_utterances", "banking77_utterances", "healthcare_preauth_calls_synthetic",
        "star_rasa", "multidogo_customer_turns", "sgd_subset", "taskmaster4_coffee", "evi_asr_enrolment", "clinc150_utterances",
        "multiwoz21_valtest", "casino_negotiation",
    ];

    /// <summary>Turns of each source, no more than <paramref name="most"/> a source.</summary>
    public static List<BenignTurn> Read(string data, Screen screen, int most)
    {
        var turns = new List<BenignTurn>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in Sources)
        {
            var taken = 0;
            foreach (var (dialogue, text) in Rows(Path.Combine(data, "benign", source + ".tsv.gz")))
            {
                if (taken == most)
                    break;
                var normalized = Normalizer.Normalize(text);
                if (normalized.Text.Length == 0 || screen.Hits(normalized.Text) || !seen.Add(normalized.Text))
                    continue;
                turns.Add(new BenignTurn(source, PartOf(source + dialogue), normalized));
                taken++;
            }
        }
        return turns;
    }

    /// <summary>Dialogue and text of each row of a gzipped, tab-separated file with a header.</summary>
    public static IEnumerable<(string Dialogue, string Text)> Rows(string path)
    {
        if (!File.Exists(path))
            yield break;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = (reader.ReadLine() ?? "").Split('\t');
        var textAt = Array.IndexOf(header, "text");
        var dialogueAt = Math.Max(0, Array.IndexOf(header, "dialogue_id"));
        if (textAt < 0)
            throw new InvalidDataException($"{path} has no column 'text'.");
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (cells.Length > textAt)
                yield return (cells[dialogueAt], cells[textAt]);
        }
    }

    private static BenignPart PartOf(string dialogue) => (Stable.Hash(dialogue) % 10) switch
    {
        < 6 => BenignPart.Train,
        < 8 => BenignPart.Threshold,
        _ => BenignPart.HeldOut,
    };
}
