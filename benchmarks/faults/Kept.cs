using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CivilLine.Faults;

/// <summary>Looks for what was acknowledged.</summary>
internal static class Kept
{
    /// <summary>Of each utterance the newest revision: the one that was acknowledged last.</summary>
    /// <returns>What is not there, and what is there more than once.</returns>
    public static async Task<(IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled)> CompareAsync(
        ServerLife life, IEnumerable<(string Call, string Utterance)> acknowledged, CancellationToken cancel)
    {
        using var http = life.Client();
        var (lost, doubled) = (new List<string>(), new List<string>());
        foreach (var call in acknowledged.GroupBy(one => one.Call, one => one.Utterance))
        {
            using var answer = await http.GetAsync($"/api/v1/calls/{call.Key}", cancel);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                lost.AddRange(call.Select(utterance => $"lost: {call.Key} {utterance}, with its call"));
                continue;
            }
            var detail = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancel);
            var kept = detail.GetProperty("fragments").EnumerateArray().Where(one => one.GetProperty("isFinal").GetBoolean())
                .Select(one => one.GetProperty("utteranceId").GetString()!).ToList();
            lost.AddRange(call.Except(kept).Select(utterance => $"lost: {call.Key} {utterance}"));
            doubled.AddRange(kept.GroupBy(one => one).Where(same => same.Count() > 1).Select(same => $"doubled: {call.Key} {same.Key}"));
        }
        return (lost, doubled);
    }
}
