using CivilLine.Transcripts;

namespace CivilLine.Cli.Training;

/// <summary>Everything that is learned from, and what thresholds are set by.</summary>
/// <param name="Quiet">What thresholds are set by: harmless talk that nothing was trained on.</param>
internal sealed record TrainingSet(
    IReadOnlyList<Example> Corpus, IReadOnlyList<Example> Pieces, IReadOnlyList<BenignTurn> Benign,
    IReadOnlyList<Example> Negatives, IReadOnlyList<QuietTalk> Quiet)
{
    public static TrainingSet Of(IEnumerable<CorpusLine> lines, string? data)
    {
        var train = lines.Where(line => line.IsTrain).ToArray();
        List<BenignTurn> benign = data is null ? [] : Training.Benign.Read(data, Screen.Read(data));
        return new TrainingSet(
            Examples.FromCorpus(train), [.. Examples.CleanPieces(train)], benign, Examples.Of(benign, BenignPart.Train),
            [.. benign.GroupBy(turn => turn.Source, (_, turns) => turns.ToList()).SelectMany(QuietTalk.Of)]);
    }

    public IReadOnlyDictionary<string, int> Counts => new Dictionary<string, int>
    {
        ["corpusLines"] = Corpus.Count,
        ["corpusPieces"] = Pieces.Count,
        ["benignTurns"] = Negatives.Count,
        ["benignTurnsForThresholds"] = Quiet.Sum(talk => talk.Turns.Count),
    };
}
