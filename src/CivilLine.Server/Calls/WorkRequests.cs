using CivilLine.Escalation;
using CivilLine.Security;

namespace CivilLine.Calls;

/// <summary>The body of every act on an alert or incident; which members count depends on the act.</summary>
/// <param name="Reason">Required to resolve or dismiss.</param>
/// <param name="Until">Of a snooze: when it ends; <paramref name="Minutes"/> says the same from now on.</param>
/// <param name="Label">Of a false alarm: the category that would have been right, or <c>none</c>.</param>
/// <param name="RootCause">What the company did wrong, one of <c>GET /api/v1/work/rules</c>.</param>
/// <param name="TakeOver">Takes from whoever has claimed it.</param>
internal sealed record WorkRequest(
    string? Reason = null,
    DateTimeOffset? Until = null,
    double? Minutes = null,
    string? Label = null,
    string? RootCause = null,
    string? RootCauseNote = null,
    bool TakeOver = false);

internal static class WorkRequests
{
    private const int TextLength = 1000;

    /// <summary>Null where it may go on to the call.</summary>
    public static IResult? Refuse(WorkRequest? body) =>
        TooLong(body?.Reason, "reason") ?? TooLong(body?.RootCauseNote, "rootCauseNote") ?? BadMinutes(body?.Minutes);

    public static WorkAct Fill(WorkAct act, WorkRequest? body, Viewer viewer, DateTimeOffset now) => act with
    {
        ById = viewer.Id,
        TakeOver = body?.TakeOver ?? false,
        Until = act.Work != WorkState.Snoozed ? null : body?.Until ?? (body?.Minutes is { } minutes ? now.AddMinutes(minutes) : null),
        Label = act.Work == WorkState.Dismissed ? body?.Label : null,
        RootCause = act.Work == WorkState.Resolved ? body?.RootCause : null,
        RootCauseNote = act.Work == WorkState.Resolved ? body?.RootCauseNote : null,
    };

    private static IResult? TooLong(string? text, string member) => text?.Length > TextLength
        ? Problems.Of(StatusCodes.Status400BadRequest, "too-long", $"'{member}' may have at most {TextLength} characters.", member)
        : null;

    // The policy knows the longest; this only keeps what is no time at all from being added to one.
    private static IResult? BadMinutes(double? minutes) => minutes is < 1 or > 1440 or double.NaN
        ? Problems.Of(StatusCodes.Status400BadRequest, "invalid", "'minutes' must be from 1 to 1440.", "minutes")
        : null;
}
