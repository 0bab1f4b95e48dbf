using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Scoring;

namespace CivilLine.Cli.Scoring;

/// <summary>Reads NDJSON lines and writes one answer a line. A bad line gets an error and stops nothing.</summary>
internal sealed class LineScorer(WindowScorer scorer)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>0, or 1 if any line was bad.</returns>
    public async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancel)
    {
        var failed = false;
        for (var number = 1; await input.ReadLineAsync(cancel) is { } line; number++)
        {
            var answer = ScoreRequest.Parse(line, number) switch
            {
                { Error: { } error } bad => new JsonObject { ["id"] = bad.Id?.DeepClone(), ["error"] = error },
                var request => Answer(request),
            };
            failed |= answer.ContainsKey("error");
            await output.WriteLineAsync(answer.ToJsonString(Json).AsMemory(), cancel);
            // Whoever pipes a live feed through wants each answer when it is there.
            await output.FlushAsync(cancel);
        }
        return failed ? 1 : 0;
    }

    private JsonObject Answer(ScoreRequest request)
    {
        var assessment = Utterance.Assess(scorer, request.Fragments);
        var scores = new JsonObject();
        foreach (var category in Enum.GetValues<Category>())
            scores[HeadNames.Of(category)] = MathF.Round(assessment.Scores[category], 4);
        return new JsonObject
        {
            ["id"] = request.Id?.DeepClone(),
            ["scores"] = scores,
            ["categories"] = new JsonArray([.. assessment.Categories.Select(category => JsonValue.Create(HeadNames.Of(category)))]),
            ["severity"] = assessment.Severity?.ToString().ToLowerInvariant(),
        };
    }
}
