using CivilLine.Transcripts;

namespace CivilLine.Escalation.Documents;

/// <summary>Everything that is wrong with a document, as far as anybody will read.</summary>
internal sealed class Problems
{
    private const int Most = 100;
    private const int LongestPath = 200;
    private const int LongestMessage = 400;

    private readonly List<PolicyProblem> _all = [];

    public bool Any => _all.Count > 0;

    public int Count => _all.Count;

    public void Add(int line, int column, string path, string message, IReadOnlyList<string>? allowed = null)
    {
        var problem = new PolicyProblem(
            Math.Max(1, line), Math.Max(1, column), Shown(path, LongestPath), Shown(message, LongestMessage), allowed);
        if (_all.Count < Most && !_all.Exists(known => known.ToString() == problem.ToString()))
            _all.Add(problem);
    }

    public void Add(Node at, string path, string message, IReadOnlyList<string>? allowed = null) =>
        Add(at.Line, at.Column, path, message, allowed);

    /// <summary>Names and values come out of the document: on a terminal or in a log they must be no more than text.</summary>
    private static string Shown(string text, int longest)
    {
        if (text.Length > longest)
            text = string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "…");
        return PlainText.Of(text);
    }

    /// <summary>In the order of the document.</summary>
    public IReadOnlyList<PolicyProblem> Sorted() => [.. _all.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
}
