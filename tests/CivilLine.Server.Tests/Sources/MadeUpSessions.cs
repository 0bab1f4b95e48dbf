using System.Runtime.CompilerServices;
using CivilLine.Calls;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Sources;

/// <summary>The made-up sessions of <c>tests/sessions</c>: of each vendor's format a calm one, one with an insult and one with a threat.</summary>
internal static class MadeUpSessions
{
    /// <summary>Each format's sessions with the alerts that they are to end in.</summary>
    public static TheoryData<string, string, string> Of(IEnumerable<string> formats)
    {
        var sessions = new TheoryData<string, string, string>();
        foreach (var format in formats)
            foreach (var (name, alerts) in new[] { ("calm", ""), ("insult", "Hostility"), ("threat", "Threat") })
                sessions.Add(format, name, alerts);
        return sessions;
    }

    /// <summary>A source for each format, called as it is, that proves itself by a secret in a header.</summary>
    public static IEnumerable<string> Sources(IEnumerable<string> formats, string secret) => formats.SelectMany(format => new[]
    {
        $"Sources:{format}:Format={format}", $"Sources:{format}:Secret={secret}", $"Sources:{format}:Authentication=header",
    });

    public static Task<string[]> ReadAsync(string format, string name, [CallerFilePath] string here = "") => File.ReadAllLinesAsync(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "sessions", format, name + ".ndjson"), TestContext.Current.CancellationToken);

    /// <summary>The newest revision of each utterance.</summary>
    public static async Task<List<FragmentView>> LastAsync(this TestServer server, string call) =>
        [.. (await server.CallAsync(call)).Fragments.GroupBy(one => one.UtteranceId).Select(one => one.MaxBy(revision => revision.Revision)!)];

    public static async Task<string> CategoriesAsync(this TestServer server, string call) =>
        string.Join(' ', (await server.AlertsAsync(call)).Select(alert => alert.Category));
}
