using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CivilLine.Shared;

namespace CivilLine.Faults.Access;

/// <summary>
/// Runs <c>AccessMatrixTests</c> and reads from what they say how much they tried: the table and the knocking are theirs, so that
/// no second list of endpoints can fall behind.
/// </summary>
internal static partial class AccessRun
{
    private const string Tests = "CivilLine.Server.Tests.Security.Matrix.AccessMatrixTests";

    public static async Task<Report> RunAsync(CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "run", "-c", "Release", "--project", Path.Combine(Repository.Root, "tests", "CivilLine.Server.Tests"),
                "--", "-noColor", "-showLiveOutput", "-class", Tests,
            ])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true,
        })!;
        string said;
        try
        {
            said = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        var tries = Tried().Matches(said).ToDictionary(match => match.Groups["what"].Value, StringComparer.Ordinal);
        if (!tries.TryGetValue("endpoints", out var endpoints) || !tries.TryGetValue("hub methods", out var methods))
            throw new FaultException($"{Tests} did not say what they tried; they ended with {process.ExitCode}:\n{said}");
        string[] wrong = [.. Failed().Matches(said).Select(match => match.Groups["line"].Value)];
        if (wrong.Length == 0 && process.ExitCode != 0)
            wrong = [$"{Tests} ended with {process.ExitCode}"];
        return new Report(
            "access",
            new Dictionary<string, double>
            {
                ["endpoints"] = Number(endpoints, "count"),
                ["roles, and ways to come with one"] = Number(endpoints, "roles"),
                ["endpoints × roles tried"] = Number(endpoints, "tried"),
                ["hub methods"] = Number(methods, "count"),
                ["hub methods × roles tried"] = Number(methods, "tried"),
            },
            wrong);
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<what>endpoints|hub methods) (?<count>\d+), roles (?<roles>\d+), tried (?<tried>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Tried();

    // What a test names wrong stands on lines of its own: the door, who came, and what they were answered.
    [GeneratedRegex(@"^\s*(?<line>\S.*: \S+ was answered \d+, the rule says .*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Failed();
}
