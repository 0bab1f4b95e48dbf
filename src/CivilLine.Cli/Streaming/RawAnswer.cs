using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>What a server made of one of a vendor's messages.</summary>
/// <param name="Rejected">The events in it that were not taken, and what could not be read.</param>
/// <param name="RetryAfter">How long to wait before the message is sent again, where the server was busy; null where it is done.</param>
internal sealed record RawAnswer(long Accepted, long Duplicates, IReadOnlyList<Answer> Rejected, TimeSpan? RetryAfter)
{
    /// <returns>Null where this is no such answer: some vendors are told something of their own.</returns>
    public static RawAnswer? Read(string text, TimeSpan retryAfter)
    {
        if (Parse(text) is not { } json || Wire.Number(json, "accepted") is not { } accepted)
            return null;
        var rejected = (json["rejected"] as JsonArray ?? []).OfType<JsonObject>().Select(Answer.Read).ToList();
        var isBusy = rejected.Exists(one => one.IsBusy);
        return new RawAnswer((long)accepted, (long)(Wire.Number(json, "duplicates") ?? 0), rejected, isBusy ? retryAfter : null);
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
