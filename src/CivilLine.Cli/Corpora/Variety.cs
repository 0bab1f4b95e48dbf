namespace CivilLine.Cli.Corpora;

/// <summary>How far lines repeat each other, and whether abusive ones have clean neighbours that sound like them.</summary>
internal sealed class Variety(TextWriter output)
{
    private const int TwinReach = 4;
    private const int Pairs = 10;
    private static readonly double[] Steps = [0, 0.1, 0.2, 0.3, 0.5, 0.8];
    private static readonly string[] Fillers = ["um", "uh", "er", "erm", "uhm", "hmm", "mm", "like", "well", "right", "so", "yeah", "no", "i mean", "you know"];
    private static readonly string[] Hesitations = ["um", "uh", "er", "erm", "uhm", "hmm", "mm"];

    public void Write(IReadOnlyList<Wording> lines)
    {
        var index = new GramIndex(lines);
        var nearest = lines.Select(line => (Line: line, Near: index.Near(line).DefaultIfEmpty().MaxBy(near => near.Alike))).ToArray();
        output.WriteLine("| how varied | |");
        output.WriteLine("| --- | --- |");
        output.WriteLine($"| words a line, median and mean | {Median(lines)}, {lines.Average(line => line.Words.Length):F1} |");
        output.WriteLine($"| lines with a hesitation (um, er) | {Share(lines, line => line.Words.Any(Hesitations.Contains))} |");
        output.WriteLine($"| lines with any filler (well, like, you know) | {Share(lines, HasFiller)} |");
        output.WriteLine($"| distinct 3-grams of all 3-grams | {100.0 * index.DistinctGrams / lines.Sum(line => line.Grams.Length):F1} % |");
        output.WriteLine($"| abusive lines with a clean line that shares a 3-gram within {TwinReach} lines | {Twins(lines)} |");
        foreach (var step in Steps)
            output.WriteLine($"| nearest other line alike by {(step == 0 ? "nothing" : $"{step:F1} or more")} | {Share(nearest, line => step == 0 ? line.Near.Alike == 0 : line.Near.Alike >= step)} |");
        output.WriteLine("\nMost alike across the train and test border:");
        var train = new GramIndex([.. lines.Where(line => line.Line!.IsTrain)]);
        foreach (var (test, near) in lines.Where(line => !line.Line!.IsTrain && line.Words.Length >= RepeatFaults.LongEnough)
            .Select(test => (test, train.Near(test).DefaultIfEmpty().MaxBy(near => near.Alike))).OrderByDescending(pair => pair.Item2.Alike).Take(Pairs))
            output.WriteLine($"{near.Alike:F2}  {test.Id} {test.Text}\n      {near.Other?.Id} {near.Other?.Text}");
    }

    private static bool HasFiller(Wording line) =>
        Fillers.Any(filler => $" {line.Text} ".Contains($" {filler} ", StringComparison.Ordinal));

    private static string Twins(IReadOnlyList<Wording> lines)
    {
        var abusive = Enumerable.Range(0, lines.Count).Where(i => lines[i].Line!.Labels.Count > 0).ToArray();
        return Share(abusive, i => Enumerable.Range(Math.Max(0, i - TwinReach), Math.Min(lines.Count, i + TwinReach + 1) - Math.Max(0, i - TwinReach))
            .Select(other => lines[other])
            .Any(other => other.Line!.Labels.Count == 0 && other.Line.File == lines[i].Line!.File && other.Grams.Intersect(lines[i].Grams).Any()));
    }

    private static int Median(IReadOnlyList<Wording> lines) => lines.Select(line => line.Words.Length).Order().ElementAt(lines.Count / 2);

    private static string Share<T>(IReadOnlyCollection<T> all, Func<T, bool> which) => $"{100.0 * all.Count(which) / Math.Max(1, all.Count):F1} %";
}
