using System.Diagnostics;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation;

/// <summary>What one text of twelve words costs on one core; the benchmarks measure it more carefully.</summary>
internal static class SpeedFigures
{
    private const int Rounds = 15;
    private const int Batch = 100;

    private static readonly string[] Days =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "year", "summer", "winter", "time"];

    private static readonly string[] Verbs =
        ["live", "park", "work", "shop", "train", "wait", "walk", "drive", "eat", "sleep", "sit", "stop", "stay"];

    public static void Add(FigureBook book, ModelBundle bundle)
    {
        var plain = Texts(Days, (a, b, c) => $"you told me last {a} that it comes by {b} or {c}");
        // Nothing in it is plain, so that a second stage is asked wherever there is one; each once, so that nobody remembers it.
        var unsure = Texts(Verbs, (a, b, c) => $"i know where you {a} so you want to {b} {c} tonight");
        Add(book, "through ML.NET", bundle.Reference, plain);
        Add(book, "direct", bundle.Linear, plain);
        Add(book, "as served, a plain text", bundle.Scorer, plain);
        Add(book, "as served, an unsure text", bundle.Scorer, unsure);
    }

    private static NormalizedText[] Texts(string[] words, Func<string, string, string, string> text) =>
        [.. from a in words from b in words from c in words select Normalizer.Normalize(text(a, b, c))];

    private static void Add(FigureBook book, string row, IToxicityScorer scorer, NormalizedText[] texts)
    {
        var batches = texts.Chunk(Batch).ToArray();
        foreach (var batch in batches[..^(Rounds + 1)])
            Score(scorer, batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Score(scorer, batches[^(Rounds + 1)]);
        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Batch;
        double[] times = [.. batches[^Rounds..].Select(batch => Time(scorer, batch)).Order()];
        book.Value(Tables.Speed, row, Tables.Time, times[Rounds / 2], new(times[0], times[^1]), Rounds * Batch, Unit.Microseconds);
        book.Value(Tables.Speed, row, Tables.Allocated, bytes, null, Batch, Unit.Bytes);
    }

    private static double Time(IToxicityScorer scorer, NormalizedText[] texts)
    {
        var start = Stopwatch.GetTimestamp();
        Score(scorer, texts);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / texts.Length;
    }

    private static void Score(IToxicityScorer scorer, NormalizedText[] texts)
    {
        foreach (var text in texts)
            scorer.Score(text);
    }
}
