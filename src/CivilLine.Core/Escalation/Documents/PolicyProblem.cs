namespace CivilLine.Escalation.Documents;

/// <summary>One thing that is wrong with a policy document.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">Where in the document, such as <c>categories.swearing.floor</c>; empty for the whole of it.</param>
/// <param name="Allowed">The values that may stand there; null where they cannot be listed.</param>
public sealed record PolicyProblem(int Line, int Column, string Path, string Message, IReadOnlyList<string>? Allowed = null)
{
    public override string ToString() =>
        $"{Line}:{Column}: {(Path.Length > 0 ? Path + " " : "")}{Message}{(Allowed is null ? "" : $": one of {string.Join(", ", Allowed)}")}";
}

/// <summary>What came of reading a document: the policies, or everything that is wrong with it.</summary>
/// <param name="Policies">Null where there is any problem.</param>
public sealed record PolicyReading(PolicyBook? Policies, IReadOnlyList<PolicyProblem> Problems);
