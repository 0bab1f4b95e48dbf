using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>No punctuation and no capitals; apostrophes stay, as recognisers keep them.</summary>
internal sealed class NoPunctuation : ITransformation
{
    public string Name => "no punctuation";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) => words
        .Select(word => word.Contains('*', StringComparison.Ordinal) || word.StartsWith('[')
            ? word
            : string.Concat(word.Where(unit => !char.IsPunctuation(unit) || unit is '\'' or '’' or '-')).ToLowerInvariant())
        .Where(word => word.Length > 0);
}
