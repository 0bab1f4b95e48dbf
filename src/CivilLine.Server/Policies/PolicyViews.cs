using CivilLine.Escalation;
using CivilLine.Escalation.Documents;
using CivilLine.Scoring;

namespace CivilLine.Policies;

/// <summary>What applies, where it is from and since when.</summary>
/// <param name="Team">The team asked for where it has rules of its own; null where the centre's apply.</param>
/// <param name="Teams">Teams that have rules of their own.</param>
/// <param name="Notifications">When pages keep still.</param>
/// <param name="File">Where it lies; for administrators, as are <paramref name="Document"/> and <paramref name="Refused"/>.</param>
/// <param name="Document">The YAML that it was read from.</param>
/// <param name="Refused">The newest document that was refused since; null where the newest one applies.</param>
internal sealed record PolicyView(
    string Version,
    PolicySource Source,
    DateTimeOffset Since,
    string? Team,
    IReadOnlyList<string> Teams,
    NotificationsView Notifications,
    Policy Policy,
    string? File = null,
    string? Document = null,
    RefusalView? Refused = null)
{
    public static PolicyView Of(PolicyStore store, string? team, bool isAdministrator)
    {
        var now = store.Now;
        var own = team is not null && now.Book.Teams.ContainsKey(team);
        var policy = now.Book.For(team);
        var view = new PolicyView(
            now.Book.Version, now.Source, now.Since, own ? team : null, [.. now.Book.Teams.Keys.Order(StringComparer.Ordinal)],
            NotificationsView.Of(policy.Work), policy);
        return isAdministrator
            ? view with { File = store.File.Path, Document = now.Yaml, Refused = now.Refused is { } refused ? RefusalView.Of(refused) : null }
            : view;
    }
}

/// <param name="PerHour">Most that one person gets in an hour.</param>
/// <param name="QuietHours">The first of <paramref name="Quiet"/>; null for none.</param>
/// <param name="NeverMutedFrom">What is at least this severe is always told,</param>
/// <param name="NeverMuted">and so are these categories.</param>
internal sealed record NotificationsView(
    int PerHour, QuietHoursView? QuietHours, Severity NeverMutedFrom, IReadOnlyList<Category> NeverMuted,
    IReadOnlyList<QuietHoursView> Quiet)
{
    public static NotificationsView Of(WorkRules rules) => new(
        rules.NotificationsPerHour,
        rules.QuietHours is { } hours ? QuietHoursView.Of(hours) : null,
        Severity.Critical,
        [.. Enum.GetValues<Category>().Where(category => Notifying.IsNeverMuted(Severity.Info, category))],
        [.. rules.Quiet.Select(QuietHoursView.Of)]);
}

/// <param name="From">Such as <c>22:00</c>, by the clock of <paramref name="TimeZone"/>.</param>
/// <param name="Days">On which they begin; null for every day.</param>
internal sealed record QuietHoursView(string From, string To, string TimeZone, IReadOnlyList<Weekday>? Days)
{
    public static QuietHoursView Of(QuietHours hours) => new($"{hours.From:HH:mm}", $"{hours.To:HH:mm}", hours.TimeZone, hours.Days);
}

internal sealed record RefusalView(DateTimeOffset At, string? Why, IReadOnlyList<PolicyProblem> Problems)
{
    public static RefusalView Of(PolicyRefusal refusal) => new(refusal.At, refusal.Why, refusal.Problems);
}

/// <param name="Version">The version that it would be; null where it is refused.</param>
internal sealed record PolicyCheckView(string? Version, IReadOnlyList<PolicyProblem> Problems);

/// <param name="Next">Null: all that are kept are told.</param>
internal sealed record PolicyChangesView(IReadOnlyList<PolicyChange> Changes);
