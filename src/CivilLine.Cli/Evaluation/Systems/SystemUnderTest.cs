using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Systems;

/// <param name="Categories">Null from a system that only says whether it is abuse.</param>
/// <param name="Score">Higher means surer of abuse.</param>
internal readonly record struct Verdict(CategorySet? Categories, bool IsFlagged, float Score);

/// <summary>Something that reads the same texts as the model, for the table that puts them side by side.</summary>
/// <param name="Said">What it says of a text of a set; null where it was not asked about that set.</param>
internal sealed record SystemUnderTest(string Name, Func<SystemText, Verdict?> Said);

/// <param name="Set">"corpus", or the name of a file of public data.</param>
/// <param name="Id">The corpus line's id, or the row's number in its file, counted from 0.</param>
internal readonly record struct SystemText(string Set, string Id, string Text);
