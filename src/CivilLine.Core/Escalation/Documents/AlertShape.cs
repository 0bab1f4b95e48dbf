using CivilLine.Scoring;

namespace CivilLine.Escalation.Documents;

internal static class AlertShape
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly Section<Policy> Repetition = new Section<Policy>("repetition")
        .Has("after", "After so many alerts within that time, the next is one severity higher.", new Number(1, 100, isWhole: true),
            policy => policy.RepetitionAfter, (policy, after) => policy with { RepetitionAfter = (int)after })
        .Has("within", "That time.", new Duration(Minute, Day), policy => policy.RepetitionWindow, (policy, within) => policy with { RepetitionWindow = within })
        .Has("ceiling", "Repetition alone raises no alert above this.", new Choice<Severity>(),
            policy => policy.RepetitionCeiling, (policy, ceiling) => policy with { RepetitionCeiling = ceiling });

    private static readonly Section<HeldThreats> HeldThreat = new Section<HeldThreats>("heldThreats")
        .Has("climb", "Whether a threat of violence moves the ladder while it is still being said. Nothing else that is provisional ever does.",
            new Flag(), held => held.Climb, (held, climb) => held with { Climb = climb })
        .Has("revisions", "Once it stands in so many revisions of the same words.", new Number(2, 20, isWhole: true),
            held => held.Revisions, (held, revisions) => held with { Revisions = (int)revisions })
        .Has("after", "Or for so long.", new Duration(TimeSpan.FromMilliseconds(100), Minute), held => held.After, (held, after) => held with { After = after });

    public static readonly Section<Policy> Alerts = new Section<Policy>("alerts")
        .Has("openHold", "How long an alert stays provisional whose words break off where the next may change them.",
            new Duration(TimeSpan.Zero, Minute), policy => policy.OpenHold, (policy, hold) => policy with { OpenHold = hold })
        .Has("interimHold", "How long the alert of an interim text waits for the final.",
            new Duration(Second, 5 * Minute), policy => policy.InterimHold, (policy, hold) => policy with { InterimHold = hold })
        .Has("heldThreats", "When a threat of violence counts before its final.", HeldThreat,
            policy => policy.HeldThreats, (policy, held) => policy with { HeldThreats = held })
        .Has("stragglerHold", "What comes this long after words that were said after it is marked late. It counts all the same.",
            new Duration(TimeSpan.Zero, 10 * Minute), policy => policy.StragglerHold, (policy, hold) => policy with { StragglerHold = hold })
        .Has("repetition", "When repetition makes an alert worse.", Repetition, policy => policy, (_, policy) => policy);

    private static readonly Section<WorkRules> Unseen = new Section<WorkRules>("unseen")
        .Has("critical", "How long a critical alert may wait.", new DurationOrNever(Second, Day), work => work.UnseenCritical, (work, time) => work with { UnseenCritical = time })
        .Has("serious", "How long a serious alert may wait.", new DurationOrNever(Second, Day), work => work.UnseenSerious, (work, time) => work with { UnseenSerious = time })
        .Has("caution", "How long a caution may wait.", new DurationOrNever(Second, Day), work => work.UnseenCaution, (work, time) => work with { UnseenCaution = time })
        .Has("info", "How long anything milder may wait.", new DurationOrNever(Second, Day), work => work.UnseenInfo, (work, time) => work with { UnseenInfo = time });

    public static readonly Section<WorkRules> Work = new Section<WorkRules>("work")
        .Has("unseen", "How long an incident waits for somebody to look before it escalates, by its worst alert.", Unseen, work => work, (_, work) => work)
        .Has("unansweredHelp", "How long an agent's call for help waits before it escalates.",
            new Duration(Second, Hour), work => work.UnansweredHelp, (work, time) => work with { UnansweredHelp = time })
        .Has("mostEscalations", "How often one escalates, each time after waiting as long again.", new Number(0, 20, isWhole: true),
            work => work.MostEscalations, (work, most) => work with { MostEscalations = (int)most })
        .Has("seenLasts", "An acknowledged incident that grows later than this needs eyes again.",
            new Duration(Second, Day), work => work.SeenLasts, (work, time) => work with { SeenLasts = time })
        .Has("snooze", "How long a snooze lasts where no end is given.", new Duration(Second, Day), work => work.Snooze, (work, time) => work with { Snooze = time })
        .Has("longestSnooze", "The longest that anybody may snooze.", new Duration(Second, Day), work => work.LongestSnooze, (work, time) => work with { LongestSnooze = time })
        .Has("rootCauses", "What a resolved incident may name as what the company did wrong.",
            new ListOf<string>(new Words(60), 50, () => "", least: 1), work => work.RootCauses, (work, causes) => work with { RootCauses = causes });

    private static readonly Section<QuietHours> Quiet = new Section<QuietHours>("quietHours")
        .Has("from", "When they begin.", new TimeOfDay(), hours => hours.From, (hours, from) => hours with { From = from }, required: true)
        .Has("to", "When they end: on the next day where that is no later than they begin.", new TimeOfDay(), hours => hours.To, (hours, to) => hours with { To = to }, required: true)
        .Has("timeZone", "The clock they are read by: an IANA name.", new Zone(), hours => hours.TimeZone, (hours, zone) => hours with { TimeZone = zone })
        .Has("days", "The days on which they begin; every day where this is left out.",
            new ListOf<Weekday>(new Choice<Weekday>(), 7, () => default, least: 1), hours => hours.Days ?? [], (hours, days) => hours with { Days = days });

    public static readonly Section<WorkRules> Notifications = new Section<WorkRules>("notifications")
        .Has("perHour", "Most notifications that one supervisor gets in an hour.", new Number(0, 1_000, isWhole: true),
            work => work.NotificationsPerHour, (work, most) => work with { NotificationsPerHour = (int)most })
        .Has("quietHours", "When pages keep still: one part of the day, or a list of them.",
            new OneOrMany<QuietHours>(Quiet, 20, () => new QuietHours(default, default)), work => work.Quiet, (work, hours) => work with { Quiet = hours });
}
