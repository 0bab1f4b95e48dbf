namespace CivilLine.Cli.Corpora;

/// <summary>Lines that say again what another says.</summary>
internal static class RepeatFaults
{
    /// <summary>From here on two lines are one line, told twice.</summary>
    public const double TooAlike = 0.8;

    /// <summary>Shorter turns ("are you there") are said by everybody, and may stand twice.</summary>
    public const int LongEnough = 5;

    public static IEnumerable<string> Among(IReadOnlyList<Wording> lines) =>
        from same in lines.GroupBy(line => line.Text, StringComparer.Ordinal)
        where same.Count() > 1 && (same.First().Words.Length >= LongEnough || Differ(same, Labels) || Differ(same, line => line.Line!.Split))
        select $"{string.Join(", ", same.Select(line => line.Id))}: the same words"
            + (Differ(same, Labels) ? ", labelled differently" : "") + $" (\"{same.Key}\")";

    /// <summary>Test lines that a train line gives away.</summary>
    public static IEnumerable<string> AcrossTheBorder(IReadOnlyList<Wording> lines)
    {
        var train = new GramIndex([.. lines.Where(line => line.Line!.IsTrain)]);
        return lines.Where(line => !line.Line!.IsTrain).SelectMany(test => Twins(test, train, "a test line is alike a train line"));
    }

    /// <summary>Lines of the corpus that a phrase of the suites repeats.</summary>
    public static IEnumerable<string> OfPhrases(IReadOnlyList<Wording> lines, IEnumerable<Wording> phrases)
    {
        var corpus = new GramIndex(lines);
        return phrases.SelectMany(phrase => Twins(phrase, corpus, "a phrase of the suites is alike a line"));
    }

    private static IEnumerable<string> Twins(Wording line, GramIndex others, string what) =>
        line.Words.Length < LongEnough
            ? []
            : others.Near(line)
                .Where(near => near.Alike >= TooAlike && near.Other.Words.Length >= LongEnough)
                .Select(near => $"{line.Id}, {near.Other.Id}: {what}, {near.Alike:F2} (\"{line.Text}\" / \"{near.Other.Text}\")");

    private static string Labels(Wording line) => string.Join(' ', line.Line!.Labels.Order(StringComparer.Ordinal));

    private static bool Differ(IEnumerable<Wording> lines, Func<Wording, string> of) => lines.Select(of).Distinct().Count() > 1;
}
