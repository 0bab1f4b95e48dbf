using CivilLine.Security;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CivilLine.Notify;

/// <summary>
/// Teams that the configuration's webhooks name and that nobody has added. No reason to refuse the start: teams are added to a
/// server that runs, and the configuration is often written first. Until then such a webhook is sent nothing of that team,
/// which must not pass for calm.
/// </summary>
internal sealed partial class UnknownTeams(Roster roster, IOptions<NotifyOptions> options, ILogger<UnknownTeams> log) : IHealthCheck
{
    /// <summary>The webhook's name and the team's id.</summary>
    public IReadOnlyList<(string Webhook, string Team)> Now =>
        [.. options.Value.Webhooks.SelectMany(webhook => webhook.Teams.Where(team => !roster.Now.Teams.ContainsKey(team))
            .Select(team => (webhook.Name, team)))];

    public void Warn()
    {
        foreach (var (webhook, team) in Now)
            Log.Unknown(log, webhook, team);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Now is not [var (webhook, team), ..] all
            ? HealthCheckResult.Healthy("every team that a webhook names is there")
            : HealthCheckResult.Degraded(
                $"webhook '{webhook}' is for team '{team}', and there is no such team: nothing is sent for it until it is added"
                + (all.Count > 1 ? $" ({all.Count - 1} more)" : "")));

    private static partial class Log
    {
        [LoggerMessage(2711, LogLevel.Warning, "Webhook '{Webhook}' of the configuration is for team '{Team}', and there is no such team: nothing is sent for it until it is added.")]
        public static partial void Unknown(ILogger logger, string webhook, string team);
    }
}
