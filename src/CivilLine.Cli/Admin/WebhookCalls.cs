using System.Text.Json.Nodes;

namespace CivilLine.Cli.Admin;

/// <summary>What the webhook commands ask of the server.</summary>
internal static class WebhookCalls
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    /// <returns>Null where the server said no.</returns>
    public static async Task<IReadOnlyList<JsonObject>?> AllAsync(AdminApi api, CancellationToken cancel) =>
        await api.SendAsync(HttpMethod.Get, "webhooks", null, cancel) is JsonArray all ? [.. all.OfType<JsonObject>()] : null;

    /// <returns>The id; null where there is none of this id or name, or several of this name, which has been told.</returns>
    public static async Task<string?> FindAsync(AdminApi api, string which, CancellationToken cancel)
    {
        if (await AllAsync(api, cancel) is not { } all)
            return null;
        var found = all.Where(one => (string?)one["id"] == which).ToList() is [var exact] ? [exact] : all.Where(one => (string?)one["name"] == which).ToList();
        if (found is [var only])
            return (string?)only["id"];
        await api.Errors.WriteLineAsync(found.Count == 0
            ? $"There is no webhook '{which}'; 'civilline admin webhook list' tells those there are."
            : $"{found.Count} webhooks are named '{which}'; give the id of the one that is meant.");
        return null;
    }

    public static string Line(JsonObject webhook)
    {
        var teams = webhook["teams"] is JsonArray { Count: > 0 } some ? $" for {string.Join(", ", some)}" : "";
        return $"{webhook["id"]}  {State(webhook),-8}  {webhook["pending"]} waiting, {webhook["dead"]} given up  {webhook["name"]}  {webhook["url"]}{teams}";
    }

    /// <summary>Asks until the test message was taken, was given up or the time is over.</summary>
    /// <returns>0 where the receiver took it.</returns>
    public static async Task<int> FollowAsync(AdminApi api, string id, long delivery, TimeSpan patience, CancellationToken cancel)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        while (true)
        {
            if (await api.SendAsync(HttpMethod.Get, $"webhooks/{id}/deliveries?before={delivery + 1}&limit=1", null, cancel) is not JsonObject page)
                return 1;
            var seen = (page["deliveries"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => (long?)one["id"] == delivery);
            if ((string?)seen?["state"] == "delivered")
            {
                await api.Output.WriteLineAsync($"delivered, answered {seen["status"]}");
                return 0;
            }
            // The first refusal says enough; what the server does about it later may take a day.
            var why = seen?["status"] is { } status ? $"answered {status}" : (string?)seen?["error"];
            if (why is not null || clock.GetElapsedTime(begun) >= patience)
            {
                await api.Errors.WriteLineAsync(why is null
                    ? $"not delivered after {patience.TotalSeconds:0} s; the server goes on trying"
                    : $"not delivered: {why}; the server {((string?)seen?["state"] == "dead" ? "has given up" : "goes on trying")}");
                return 1;
            }
            await Task.Delay(Between, clock, cancel);
        }
    }

    private static string State(JsonObject webhook) =>
        webhook["disabledAt"] is not null ? "disabled" : (string?)webhook["circuit"] switch { "open" => "resting", "halfOpen" => "trying", _ => "on" };
}
