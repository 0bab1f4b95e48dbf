using System.Text.Json;
using CivilLine.Cli.Evaluation.Speech;
using CivilLine.Cli.Training;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation.Lines;

/// <summary>A call of the corpus, each of its turns with its labels.</summary>
internal sealed record WholeCall(string File, string Name, IReadOnlyList<(SpokenTurn Turn, CorpusLine Line)> Turns);

internal static class WholeCalls
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The calls of calls*.jsonl that are not marked for training.</summary>
    public static IEnumerable<WholeCall> Test(string corpus) => All(corpus, call => call.Split != "train");

    /// <summary>The turns of the calls that are marked for training, in the order of the files.</summary>
    public static IEnumerable<CorpusLine> TrainLines(string corpus) => All(corpus, call => call.Split == "train")
        .SelectMany(call => call.Turns)
        .Where(turn => turn.Line.Text.Length > 0)
        .Select((turn, i) => turn.Line with { Split = "train", Number = i });

    private static IEnumerable<WholeCall> All(string corpus, Func<CallLine, bool> wanted) =>
        from path in Directory.GetFiles(corpus, "calls*.jsonl").Order(StringComparer.Ordinal)
        from text in File.ReadLines(path)
        let call = JsonSerializer.Deserialize<CallLine>(text, Json)!
        where wanted(call)
        select Read(Path.GetFileNameWithoutExtension(path), call);

    private static WholeCall Read(string file, CallLine call) => new(file, call.Call,
    [
        .. call.Turns.Select((turn, i) => (
            new SpokenTurn(SpeakerOf(turn.Speaker), turn.Text, Ms(turn.Start), Ms(turn.End)),
            new CorpusLine
            {
                Id = $"{call.Call}/{i}", Split = "test", Text = turn.Text, Labels = turn.Labels, Target = turn.Target,
                Severity = turn.Severity, Speaker = turn.Speaker, File = file, Number = i,
            })),
    ]);

    private static long Ms(double seconds) => (long)(seconds * 1000);

    private static Speaker SpeakerOf(string name) => name switch
    {
        "customer" => Speaker.Customer,
        "agent" => Speaker.Agent,
        _ => Speaker.Unknown,
    };

    private sealed record CallLine(string Call, IReadOnlyList<TurnLine> Turns, string? Split = null);

    private sealed record TurnLine(
        string Speaker, double Start, double End, string Text, IReadOnlyList<string> Labels, string Target = "none", string Severity = "none");
}
