using CivilLine.Transcripts;

namespace CivilLine.Cli.Training;

/// <summary>Everything that is learned from, and what thresholds are set by.</summary>
/// <param name="Speech">Unscripted speech that thresholds are set by, and <paramref name="Service"/>: talk with services.</param>
/// <param name="Joined">Neighbours of both, two by two: a live call is read in windows, and joined talk alarms more often.</param>
internal sealed record TrainingSet(
    IReadOnlyList<Example> Corpus, IReadOnlyList<Example> Pieces, IReadOnlyList<BenignTurn> Benign,
    IReadOnlyList<Example> Negatives, IReadOnlyList<Example> Speech, IReadOnlyList<Example> Service, IReadOnlyList<Example> Joined)
{
    public IReadOnlyList<Example>[] Quiet => [Speech, Service, Joined];

    /// <summary>The same turns and pairs, by source.</summary>
    public IReadOnlyList<QuietTalk> QuietBySource { get; private init; } = [];

    public static TrainingSet Of(IEnumerable<CorpusLine> lines, string? data)
    {
        var train = lines.Where(line => line.IsTrain).ToArray();
        List<BenignTurn> benign = data is null ? [] : Training.Benign.Read(data, Screen.Read(data));
        return new TrainingSet(
            Examples.FromCorpus(train), [.. Examples.CleanPieces(train)], benign,
            Of(benign, BenignPart.Train),
            Of(benign.Where(Training.Benign.IsSpoken), BenignPart.Threshold),
            Of(benign.Where(turn => !Training.Benign.IsSpoken(turn)), BenignPart.Threshold),
            [.. Joins(benign).Select(text => Examples.Of(null, text, -1))])
        {
            QuietBySource = [.. benign.GroupBy(turn => turn.Source, (_, turns) => turns.ToList()).SelectMany(QuietTalk.Of)],
        };
    }

    public IReadOnlyDictionary<string, int> Counts => new Dictionary<string, int>
    {
        ["corpusLines"] = Corpus.Count,
        ["corpusPieces"] = Pieces.Count,
        ["benignTurns"] = Negatives.Count,
        ["benignTurnsForThresholds"] = Speech.Count + Service.Count + Joined.Count,
    };

    internal static IEnumerable<NormalizedText> Joins(List<BenignTurn> benign)
    {
        for (var i = 1; i < benign.Count; i++)
        {
            var (before, turn) = (benign[i - 1], benign[i]);
            if (before.Part == BenignPart.Threshold && turn.Part == BenignPart.Threshold && before.Source == turn.Source)
                yield return Normalizer.Normalize($"{before.Text.Shown} {turn.Text.Shown}");
        }
    }

    internal static Example[] Of(IEnumerable<BenignTurn> benign, BenignPart part) =>
        [.. benign.Where(turn => turn.Part == part).Select(turn => Examples.Of(null, turn.Text, -1))];
}
