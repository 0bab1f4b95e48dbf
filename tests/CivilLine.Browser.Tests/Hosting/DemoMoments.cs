using System.Text.Json;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>The lines of the demo's script, so that what the tests show and what the demo shows cannot part.</summary>
internal static class DemoMoments
{
    public static IReadOnlyList<(string Speaker, string Text)> Turns(string call)
    {
        var file = Path.Combine(ServerProcess.RepositoryRoot, "models", "corpora", "demo.jsonl");
        var script = File.ReadLines(file)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .First(root => root.GetProperty("call").GetString() == call);
        return [.. script.GetProperty("turns").EnumerateArray()
            .Select(turn => (turn.GetProperty("speaker").GetString()!, turn.GetProperty("text").GetString()!))];
    }

    public static Task PlayAsync(this CallDriver call, (string Speaker, string Text) turn) =>
        turn.Speaker == "agent" ? call.AgentAsync(turn.Text) : call.CustomerAsync(turn.Text);
}
