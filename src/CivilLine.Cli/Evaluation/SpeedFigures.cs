using System.Diagnostics;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation;

/// <summary>What one text of twelve words costs on one core; the benchmarks measure it more carefully.</summary>
internal static class SpeedFigures
{
    private const int Rounds = 15;
    private const int Batch = 200;

    private static readonly NormalizedText Plain = Normalizer.Normalize("you told me last week that somebody would ring me back today");

    /// <summary>Nothing in it is plain, so that a second stage is asked wherever there is one.</summary>
    private static readonly NormalizedText Unsure = Normalizer.Normalize("i know where you live so you want to be careful tonight");

    public static void Add(FigureBook book, ModelBundle bundle)
    {
        Add(book, "through ML.NET", bundle.Reference, Plain);
        Add(book, "direct", bundle.Scorer, Plain);
        Add(book, "direct, an unsure text", bundle.Scorer, Unsure);
    }

    private static void Add(FigureBook book, string row, IToxicityScorer scorer, NormalizedText text)
    {
        for (var i = 0; i < 10 * Batch; i++)
            scorer.Score(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Batch; i++)
            scorer.Score(text);
        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Batch;
        double[] times = [.. Enumerable.Range(0, Rounds).Select(_ => Time(scorer, text)).Order()];
        book.Value(Tables.Speed, row, Tables.Time, times[Rounds / 2], new(times[0], times[^1]), Rounds * Batch, Unit.Microseconds);
        book.Value(Tables.Speed, row, Tables.Allocated, bytes, null, Batch, Unit.Bytes);
    }

    private static double Time(IToxicityScorer scorer, NormalizedText text)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Batch; i++)
            scorer.Score(text);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Batch;
    }
}
