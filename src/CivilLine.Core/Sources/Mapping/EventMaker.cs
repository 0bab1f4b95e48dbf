using CivilLine.Escalation.Documents;
using CivilLine.Transcripts;

namespace CivilLine.Sources.Mapping;

/// <summary>Makes events of messages that a mapping's rules apply to.</summary>
internal sealed class EventMaker(SourceSettings settings, SourceMapping mapping)
{
    private readonly CallMemory _memory = new();

    /// <summary>Told of what is left out since it cannot be read, and of speakers that are not known: for a dry run, not for logs.</summary>
    public Action<string>? Note { get; set; }

    private readonly CallOpenings _openings = new(settings);

    public void Start(StartRule rule, in MessageView view, in SourceMessage message, EventLines events)
    {
        if (CallOf(rule.CallId, view, message, events) is not { } call)
            return;
        var at = rule.StartedAt?.Moment(view) ?? mapping.Since?.Moment(view);
        if (at is { } began)
            _memory.Began(call, began);
        var known = _openings.Of(call, message.Said);
        events.Started(known with
        {
            AgentId = rule.AgentId?.Read(view) ?? known.AgentId,
            Team = rule.Team?.Read(view) ?? known.Team,
            Queue = rule.Queue?.Read(view) ?? known.Queue,
            Language = rule.Language?.Read(view) ?? settings.Language,
            Caller = rule.Caller?.Read(view),
            StartedAt = at,
        });
    }

    public void End(EndRule rule, in MessageView view, in SourceMessage message, EventLines events)
    {
        if (CallOf(rule.CallId, view, message, events) is not { } call)
            return;
        var by = rule.EndedBy?.Read(view);
        events.Ended(call, rule.EndedAt?.Moment(view), by is "customer" or "agent" or "supervisor" ? by : null, rule.Reason?.Read(view));
        _memory.Forget(call);
        _openings.Forget(call);
    }

    public void Say(FragmentRule rule, in MessageView view, in SourceMessage message, EventLines events)
    {
        if (CallOf(rule.CallId, view, message, events) is not { } call)
            return;
        if (rule.Text!.Read(view) is not { } text)
            Missing(events, view, rule.Text, "it is what was said, a text");
        else if (!string.IsNullOrWhiteSpace(text) && FinalOf(rule, view, events) is { } isFinal) // Recognisers send empty texts while nobody speaks.
            Say(rule, call, text, isFinal, view, message, events);
    }

    private void Say(FragmentRule rule, string call, string text, bool isFinal, in MessageView view, in SourceMessage message, EventLines events)
    {
        string? channel = null;
        var speaker = rule.Speaker?.Read(view, out channel) switch
        {
            "customer" => Speaker.Customer,
            "agent" => Speaker.Agent,
            "unknown" => Speaker.Unknown,
            _ => message.Said.Speaker ?? Speaker.Unknown,
        };
        var start = OffsetOf(rule.Start, call, view);
        var end = OffsetOf(rule.End, call, view) ?? start + rule.Length?.OffsetMs(view);
        if (Note is not null)
            Tell(rule, channel, settings.SpeakerOf(channel, speaker), start, view);
        string utterance;
        int revision;
        if (rule.UtteranceId.Value is not { } id)
        {
            var delivery = rule.UtteranceId.UntilFinal?.Read(view);
            (utterance, revision) = _memory.Name(call, channel ?? speaker.ToString(), delivery, text, isFinal, message.ReceivedAt);
        }
        else if (id.Read(view) is { Length: > 0 } given)
            (utterance, revision) = (given, _memory.RevisionOf(call, given, text, isFinal, end - start));
        else
        {
            Missing(events, view, id, "it is the utterance's id");
            return;
        }
        _openings.Note(call, message.Said, events, again: isFinal);
        events.Heard(new SourceSpeech
        {
            CallId = call,
            UtteranceId = utterance,
            Text = text,
            IsFinal = isFinal,
            Revision = rule.Revision?.Read(view).AsNumber().AsWhole() is { } grows ? (int)Math.Clamp(grows, 0, Revisions.Corrected) : revision,
            Speaker = settings.SpeakerOf(channel, speaker),
            StartMs = start,
            EndMs = end,
            Sequence = rule.Sequence?.Read(view).AsNumber().AsWhole(),
            Confidence = rule.Confidence?.Read(view).AsNumber(),
            Language = rule.Language?.Read(view) ?? settings.Language,
            Source = settings.Name,
        });
    }

    private string? CallOf(MappedValue? own, in MessageView view, in SourceMessage message, EventLines events)
    {
        var value = own ?? mapping.CallId;
        if ((value?.Read(view) is { Length: > 0 } id ? id : message.Said.CallId) is { } call)
            return call;
        if (value is null)
            events.Refuse("callId", "These messages name no call: add ?callId=… to the address.");
        else
            Missing(events, view, value, "it is the call's id, which else the address must say: ?callId=…");
        return null;
    }

    /// <returns>Null where the message should say and does not, which is refused.</returns>
    private static bool? FinalOf(FragmentRule rule, in MessageView view, EventLines events)
    {
        switch (rule.IsFinal?.Read(view))
        {
            case null when rule.IsFinal is null:
            case "true":
                return true;
            case "false":
                return false;
            default:
                Missing(events, view, rule.IsFinal!, "it says whether the words are final: true or false, or what the mapping's 'map' knows");
                return null;
        }
    }

    private long? OffsetOf(MappedTime? time, string call, in MessageView view)
    {
        if (time is not { IsMoment: true })
            return time?.OffsetMs(view);
        if (time.Moment(view) is not { } at)
            return null;
        return mapping.Since?.Moment(view) is { } since ? (long)(at - since).TotalMilliseconds : _memory.OffsetMs(call, at);
    }

    private void Tell(FragmentRule rule, string? channel, Speaker speaker, long? start, in MessageView view)
    {
        if (channel is not null && speaker == Speaker.Unknown)
            Note!($"{rule.Speaker!.Named(view)} is '{channel}', whose it is nobody says: the mapping's 'map' can, or the source's Speakers.");
        if (rule.Start is { } begins && start is null)
            Note!(Unread(begins.Value, $"a time in the unit {Choice<TimeUnit>.Name(begins.Unit)}", view));
        if (rule.End is { } ends && (ends.IsMoment ? ends.Moment(view) is null : ends.OffsetMs(view) is null))
            Note!(Unread(ends.Value, $"a time in the unit {Choice<TimeUnit>.Name(ends.Unit)}", view));
        if (rule.Confidence is { } sure && sure.Read(view).AsNumber() is not (>= 0 and <= 1))
            Note!(Unread(sure, "a number from 0 to 1", view));
        if (rule.Sequence is { } sequence && sequence.Read(view).AsNumber() is null)
            Note!(Unread(sequence, "a number", view));
    }

    private static string Unread(MappedValue value, string what, in MessageView view) =>
        $"{value.Named(view)} {(value.Read(view) is null ? "is not there" : $"is not {what}")}, and is left out.";

    private static void Missing(EventLines events, in MessageView view, MappedValue value, string what)
    {
        var named = value.Named(view);
        events.Refuse(named, $"{named} is missing or of another kind; {what}.");
    }
}
