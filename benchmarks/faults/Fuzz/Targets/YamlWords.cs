namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>What documents in YAML are changed by, and judged by.</summary>
internal static class YamlWords
{
    private const int LongestProblem = 1000;

    private static readonly string[] Syntax =
    [
        ": ", "- ", "  ", "\t", "\n", "\n  ", "[", "]", "{", "}", "&a ", "*a", "!!str ", "!!binary ", "<<: ", "|\n", ">-\n", "'", "\"", "#", "? ", "---\n", "...\n", "%YAML 1.2\n", "~", ".inf", "0x1f", "1_000",
        "1h", "15s", "99999999999d",
    ];

    public static IEnumerable<string> Of(string document) => document.Split([' ', '\n', ':', ',', '{', '}', '[', ']', '#'], StringSplitOptions.RemoveEmptyEntries)
        .Distinct().Concat(Syntax);

    public static void Judge(IEnumerable<string> problems, Verdict verdict)
    {
        foreach (var problem in problems)
        {
            verdict.Holds(problem.Length <= LongestProblem, "a problem without end", $"{problem.Length} characters: {problem[..Math.Min(problem.Length, 200)]}");
            verdict.Holds(problem.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0, "a control character in a problem", problem);
        }
    }
}
