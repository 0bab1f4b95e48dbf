using CivilLine.Scoring;
using CivilLine.Scoring.Features;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Training;

/// <summary>One text as the trainers see it. <see cref="Line"/> is null for a benign turn.</summary>
/// <param name="Fold">Which fold leaves it out; -1 for what is in no fold because it is never scored out of fold.</param>
internal sealed record Example(CorpusLine? Line, NormalizedText Text, int Fold, int[] Indices, float[] Values)
{
    public bool Has(Category category) => Line?.Has(category) ?? false;

    public bool IsClean => Line is null || Line.Labels.Count == 0;
}

internal static class Examples
{
    public const int Folds = 3;

    /// <summary>Twins stand next to each other in the corpus: a fold takes blocks of eight lines.</summary>
    public static int FoldOf(CorpusLine line) => (int)(Stable.Hash($"{line.File}/{line.Number / 8}") % Folds);

    public static Example Of(CorpusLine? line, NormalizedText text, int fold)
    {
        var buffer = new FeatureBuffer();
        Featurizer.Extract(text, buffer);
        var row = new FeatureRow();
        row.Set(buffer);
        return new Example(line, text, fold, row.Features.GetIndices().ToArray(), row.Features.GetValues().ToArray());
    }

    public static List<Example> FromCorpus(IEnumerable<CorpusLine> lines) =>
        [.. lines.Select(line => Of(line, Normalizer.Normalize(line.Whole), FoldOf(line)))];

    /// <summary>The harmless turns of one part; they are in no fold.</summary>
    public static Example[] Of(IEnumerable<BenignTurn> benign, BenignPart part) =>
        [.. benign.Where(turn => turn.Part == part).Select(turn => Of(null, turn.Text, -1))];

    /// <summary>
    /// Single pieces of what was said in pieces, where no piece misleads: harmless beginnings and short fragments,
    /// which are what a live transcript is made of.
    /// </summary>
    public static IEnumerable<Example> CleanPieces(IEnumerable<CorpusLine> lines) =>
        from line in lines
        where line is { Fragments: not null, Labels.Count: 0, NeedsContext: false }
        from fragment in line.Fragments!
        select Of(line with { Text = fragment, Fragments = null }, Normalizer.Normalize(fragment), FoldOf(line));
}
