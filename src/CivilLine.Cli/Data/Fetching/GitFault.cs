namespace CivilLine.Cli.Data.Fetching;

/// <summary>Says in plain words what git's message means.</summary>
internal static class GitFault
{
    private static readonly (string Sign, string Meaning, bool MayPass)[] Known =
    [
        ("No space left on device", "The disk is full.", false),
        ("not our ref", "The repository no longer has this commit.", false),
        ("couldn't find remote ref", "The repository no longer has this commit.", false),
        ("Repository not found", "There is no such repository (any more), or it is not public.", false),
        ("does not appear to be a git repository", "There is no such repository (any more), or it is not public.", false),
        ("could not read Username", "There is no such repository (any more), or it is not public.", false),
        ("returned error: 404", "There is no such repository (any more), or it is not public.", false),
        ("not found", "There is no such repository (any more), or it is not public.", false),
        ("Could not resolve host", "There is no network, or no such host.", true),
        ("Failed to connect", "The host does not answer.", true),
        ("unable to access", "The host does not answer as a git host does.", true),
        ("early EOF", "The connection broke.", true),
        ("hung up unexpectedly", "The connection broke.", true),
    ];

    public static FetchException Of(IEnumerable<string> arguments, string errors)
    {
        foreach (var (sign, meaning, mayPass) in Known)
        {
            if (errors.Contains(sign, StringComparison.Ordinal))
                return new FetchException($"{meaning} (git: {LastLine(errors)})", mayPass);
        }
        return new FetchException($"git {string.Join(' ', arguments.Take(2))} failed: {LastLine(errors)}");
    }

    private static string LastLine(string errors) =>
        errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .LastOrDefault(line => line.StartsWith("fatal", StringComparison.Ordinal) || line.StartsWith("error", StringComparison.Ordinal))
        ?? errors.Trim();
}
