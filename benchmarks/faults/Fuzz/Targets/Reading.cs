using CivilLine.Ingest;
using CivilLine.Store;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>The one reader that all events go by.</summary>
internal static class Reading
{
    private static readonly Lazy<EventReader> Reader = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("civilline-fuzz-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return new EventReader(
            new TextHasher(new DataFolder(folder.FullName)), Options.Create(new RedactionOptions { Postcodes = true, DatesOfBirth = true }));
    });

    public static EventReader Events => Reader.Value;

    /// <summary>What every event keeps to that the reader lets through.</summary>
    public static void Judge(TranscriptEvent read, Verdict verdict)
    {
        verdict.Holds(EventRules.IsId(read.CallId), "an id that is none", read.CallId);
        verdict.Said(read.ToString());
        if (read is not Fragment said)
            return;
        verdict.Holds(EventRules.IsId(said.UtteranceId), "an id that is none", said.UtteranceId);
        verdict.Holds(said.Revision is >= 0 and <= EventRules.MaxRevision, "a revision out of range", $"{said.Revision}");
        verdict.Holds(said.StartMs is null or (>= 0 and <= EventRules.MaxOffsetMs), "a time out of range", $"{said.StartMs}");
        verdict.Holds(said.EndMs is null || said.EndMs >= (said.StartMs ?? 0), "an end before its start", $"{said.StartMs} to {said.EndMs}");
        verdict.Holds(said.Confidence is null or (>= 0 and <= 1), "a confidence out of range", $"{said.Confidence}");
        verdict.Holds(!said.Text.Contains('\0', StringComparison.Ordinal), "a NUL in a text", said.Text);
        verdict.Holds(IsWhole(said.Text), "half a character in a text", said.Text);
    }

    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
