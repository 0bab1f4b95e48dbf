using System.Globalization;
using System.Text.Json;
using CivilLine.Notify;
using CivilLine.Policies;
using CivilLine.Review;
using CivilLine.Review.Suggestions;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Store;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>What stands in an address and a body, so that whoever is let in is answered for what is there: team A's, and spare ones where an act would use them up.</summary>
internal sealed class Aims(Cast cast)
{
    private const string Policy = "name: matrix\ncategories:\n  hostility:\n    alertsFrom: serious\n";
    private string _whatIf = "";
    private string _suggestion = "";
    private string _person = "";
    private string _shutOut = "";
    private string _key = "";

    /// <summary>Such that a request that is let in is not refused for what it says.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/calls/{callId}/agree"] = """{"agrees":true}""",
        ["POST /api/v1/calls/{callId}/respond"] = """{"how":"listening"}""",
        ["POST /api/v1/calls/{callId}/break/answer"] = """{"answer":"soon"}""",
        ["POST /api/v1/review/calls/{callId}/labels"] = """{"utteranceId":"u-0","revision":0,"categories":["hostility"],"target":"agent","severity":"serious"}""",
        ["POST /api/v1/calls/search"] = """{"q":"useless"}""",
        ["POST /api/v1/review/calls/search"] = """{"q":"useless"}""",
        ["POST /api/v1/review/calls/{callId}/matches"] = """{"q":"useless"}""",
        ["POST /api/v1/score"] = """{"texts":["hello"]}""",
        ["POST /v1alpha1/comments:analyze"] = """{"comment":{"text":"hello"},"requestedAttributes":{"TOXICITY":{}}}""",
        ["POST /v1alpha1/comments:suggestscore"] = """{"comment":{"text":"you are an idiot"},"attributeScores":{"INSULT":{"summaryScore":{"value":1}}}}""",
        ["PUT /api/v1/policy"] = "no: policy",
    };

    private static readonly Dictionary<string, string> Queries = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/calls/{callId}/evidence"] = "?format=json",
    };

    public async Task PrepareAsync()
    {
        var run = await cast["qa"].Http.PostJsonAsync("/api/v1/review/what-if", new { policy = Policy });
        _whatIf = run.GetProperty("id").GetString()!;
        _person = await PersonAsync();
        _shutOut = await PersonAsync();
        _key = (await cast.Server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "spare" })).GetProperty("id").GetString()!;
        await cast["perspective"].Http.PostJsonAsync(
            "/v1alpha1/comments:suggestscore", JsonElement.Parse(Bodies["POST /v1alpha1/comments:suggestscore"]));
        _suggestion = JsonElement.Parse(await cast.Server.Admin.GetStringAsync("/api/v1/review/suggestions", TestContext.Current.CancellationToken))
            .GetProperty("items")[0].GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
    }

    public static string? Body(Door door) => Bodies.GetValueOrDefault(door.What);

    /// <summary>The address with team A's own in every place.</summary>
    public Task<string> AddressAsync(Door door) => AddressAsync(door, cast.A);

    public async Task<string> AddressAsync(Door door, Team team)
    {
        var address = door.Path;
        if (address.Contains("/admin/webhooks/{id}", StringComparison.Ordinal))
        {
            var (webhook, delivery) = await SpareWebhookAsync();
            address = address.Replace("{id}", webhook, StringComparison.Ordinal).Replace("{delivery}", delivery, StringComparison.Ordinal);
        }
        var call = door.Method == "GET" ? team.EndedCall : team.LiveCall;
        return address.Replace("{callId}", call, StringComparison.Ordinal)
            .Replace("{agentId}", team.AgentId, StringComparison.Ordinal)
            .Replace("{source}", "dialled", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{version}", cast.Server.Services.GetRequiredService<PolicyStore>().Book.Version, StringComparison.Ordinal)
            .Replace("{id}", Id(door.Path, team), StringComparison.Ordinal) + Queries.GetValueOrDefault(door.What);
    }

    private async Task<string> PersonAsync() =>
        (await cast.Server.Admin.PostJsonAsync("/api/v1/admin/people", new { name = "Spare", role = "supervisor" })).GetProperty("id").GetString()!;

    private string Id(string path, Team team) => path switch
    {
        _ when path.StartsWith("/api/v1/incidents/", StringComparison.Ordinal) => team.IncidentId,
        _ when path.StartsWith("/api/v1/alerts/", StringComparison.Ordinal) => team.AlertId,
        "/api/v1/admin/people/{id}/disable" => _shutOut,
        _ when path.StartsWith("/api/v1/admin/people/", StringComparison.Ordinal) => _person,
        _ when path.StartsWith("/api/v1/admin/keys/", StringComparison.Ordinal) => _key,
        _ when path.StartsWith("/api/v1/review/what-if/", StringComparison.Ordinal) => _whatIf,
        _ when path.StartsWith("/api/v1/review/suggestions/", StringComparison.Ordinal) => _suggestion,
        _ => "none",
    };

    /// <summary>With a dead letter, which a request uses up.</summary>
    private async Task<(string Webhook, string Delivery)> SpareWebhookAsync()
    {
        await using var db = await cast.Server.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<MonitorDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var webhook = new WebhookRow
        {
            Id = CivilLine.Security.Secret.NewId("wh_"), Name = "spare", Url = "https://receiver.example/hook", Secret = "sealed", CreatedAt = now,
            Cursor = long.MaxValue, DisabledAt = now,
        };
        var delivery = new DeliveryRow
        {
            WebhookId = webhook.Id, MessageId = webhook.Id, Type = "test", Body = "{}", State = DeliveryState.Dead, CreatedAt = now, NextAt = now,
        };
        db.AddRange(webhook, delivery);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return (webhook.Id, delivery.Id.ToString(CultureInfo.InvariantCulture));
    }
}
