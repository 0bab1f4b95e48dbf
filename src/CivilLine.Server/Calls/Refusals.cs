using CivilLine.Escalation;

namespace CivilLine.Calls;

/// <summary>The refusals that are not the transcript's own fault.</summary>
internal static class Refusals
{
    public const string BusyCode = "busy";
    public const string ForbiddenCode = "forbidden";
    public const string NotFoundCode = "not-found";

    public static readonly Outcome Busy = Outcome.Rejected(
        BusyCode, null, "The server could not make this durable just now; send it again.");

    public static readonly Outcome Full = Outcome.Rejected(
        BusyCode, null, "The server has as much in hand as it takes at once; send this again.");

    /// <summary>Busy too, but nothing that follows needs to wait for it.</summary>
    public static readonly Outcome Shed = Outcome.Rejected(
        BusyCode, "isFinal", "The server is full and takes no interims; send the utterance's next revision or its final, not this again.");

    public static readonly Outcome Forbidden = Outcome.Rejected(
        ForbiddenCode, "callId", "This call was opened with another key, and a call belongs to the key that opened it.");

    public static readonly Outcome OutsideScope = Outcome.Rejected(
        ForbiddenCode, "team", "This key brings calls of its own teams alone, and this team is not among them.");

    public static readonly Outcome Erased = Outcome.Rejected(
        "erased", "callId", "This call was erased, and is not taken in again.");

    public static readonly Outcome NoSuchCall = Outcome.Rejected(NotFoundCode, "callId", "There is no such call.");

    /// <summary>Whether what follows in the call has to wait for this to be sent again.</summary>
    public static bool HoldsUp(in Outcome outcome) => outcome.Code == BusyCode && outcome != Shed;

    public static Outcome TooManyLive(int limit) => Outcome.Rejected(
        BusyCode, "callId", $"This key already has {limit} live calls, the most it may have; end some, then send this again.");

    public static Outcome TooFast(int perSecond, int atOnce) => Outcome.Rejected(
        BusyCode, "callId",
        $"This key opens calls faster than {perSecond} a second, with {atOnce} at once; send this again later.");
}
