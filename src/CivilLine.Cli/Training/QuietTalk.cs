using CivilLine.Transcripts;

namespace CivilLine.Cli.Training;

internal enum QuietKind
{
    Speech,
    Service,
    Joined,
}

/// <summary>
/// Harmless turns of one source, or its neighbours two by two, that nothing was trained on. A rate of alarms that holds in each
/// kind of talk there is to hand has the best hope of holding in the next; one that holds on average has not.
/// </summary>
internal sealed record QuietTalk(QuietKind Kind, string Source, IReadOnlyList<Example> Turns)
{
    /// <param name="turns">All of one source.</param>
    public static IEnumerable<QuietTalk> Of(List<BenignTurn> turns)
    {
        var source = turns[0].Source;
        yield return new(Training.Benign.IsSpoken(turns[0]) ? QuietKind.Speech : QuietKind.Service, source, Examples.Of(turns, BenignPart.Threshold));
        yield return new(QuietKind.Joined, source, [.. Joins(turns).Select(text => Examples.Of(null, text, -1))]);
    }

    /// <summary>Neighbours two by two: a live call is read in windows, and joined talk alarms more often.</summary>
    private static IEnumerable<NormalizedText> Joins(List<BenignTurn> turns)
    {
        foreach (var (before, turn) in turns.Zip(turns.Skip(1)))
        {
            if (before.Part == BenignPart.Threshold && turn.Part == BenignPart.Threshold)
                yield return Normalizer.Normalize($"{before.Text.Shown} {turn.Text.Shown}");
        }
    }

    public static IEnumerable<IReadOnlyCollection<T>> Kinds<T>(IEnumerable<(QuietKind Kind, T[] Turns)> sources) =>
        sources.GroupBy(source => source.Kind, source => source.Turns, (_, kind) => kind.SelectMany(turns => turns).ToArray());

    /// <summary>
    /// What a category's limit is held to: each kind as a whole, and each source by itself where the limit is worth a turn of it.
    /// Counted on fewer turns, "none" would be asked for where "few" is meant.
    /// </summary>
    /// <param name="limit">Alarms in a thousand turns.</param>
    public static IEnumerable<IReadOnlyCollection<T>> Groups<T>(IReadOnlyCollection<(QuietKind Kind, T[] Turns)> sources, double limit) =>
        Kinds(sources).Concat(sources.Select(source => source.Turns).Where(turns => turns.Length * limit >= 1000));
}
