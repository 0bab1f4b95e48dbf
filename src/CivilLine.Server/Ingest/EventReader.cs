using System.Text.Json;
using System.Text.Unicode;
using CivilLine.Escalation;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Ingest;

/// <summary>
/// One event of the wire contract out of its JSON. What is wrong comes back as a rejection that names the member and
/// the rule; nothing is thrown. Personal data is redacted here, so that nothing behind sees it.
/// </summary>
internal sealed class EventReader(TextHasher hasher, IOptions<RedactionOptions> redaction)
{
    private readonly PersonalData _also = redaction.Value.Also;

    private static readonly string[] Types = ["fragment", "call-started", "call-ended"];

    /// <returns>The event, or null with what was wrong in <paramref name="error"/>.</returns>
    public TranscriptEvent? Read(ReadOnlySpan<byte> json, out Outcome error)
    {
        if (!Utf8.IsValid(json))
            return Refuse(out error, "invalid-utf8", null, "This is not valid UTF-8.");
        if (json.Contains((byte)0))
            return Refuse(out error, "nul", null, "This holds a NUL byte, which JSON does not allow.");
        if (!TryReadType(json, out var type, out error))
            return null;
        var members = new EventMembers(json);
        TranscriptEvent? read;
        switch (type)
        {
            case "fragment": read = ReadFragment(ref members); break;
            case "call-started": read = ReadStarted(ref members); break;
            case "call-ended": read = ReadEnded(ref members); break;
            default:
                return Refuse(out error, "unknown-type", "type", "type must be one of fragment, call-started, call-ended.");
        }
        error = members.Error;
        return error.Kind == OutcomeKind.Rejected ? null : read;
    }

    private Fragment? ReadFragment(ref EventMembers members)
    {
        string? callId = null, utteranceId = null, text = null, language = null, source = null;
        long? revision = null, startMs = null, endMs = null, sequence = null;
        (bool? isFinal, Speaker? speaker, double? confidence, UInt128 hash) = (null, null, null, default);
        while (members.Next())
        {
            switch (members.Member)
            {
                case "callId": callId = members.Id(); break;
                case "utteranceId": utteranceId = members.Id(); break;
                case "revision": revision = members.Integer(0, EventRules.MaxRevision); break;
                case "isFinal": isFinal = members.Flag(); break;
                case "speaker": speaker = members.OneOf<Speaker>(); break;
                case "text": text = members.Text(EventRules.TextBytes, hasher, out hash); break;
                case "startMs": startMs = members.Integer(0, EventRules.MaxOffsetMs); break;
                case "endMs": endMs = members.Integer(0, EventRules.MaxOffsetMs); break;
                case "sequence": sequence = members.Integer(0, EventRules.MaxSequence); break;
                case "confidence": confidence = members.Fraction(); break;
                case "language": language = members.Label(); break;
                case "source": source = members.Label(); break;
                default: members.Skip(); break;
            }
        }
        if (endMs < startMs)
            members.Refuse(
                "out-of-range", "endMs", $"endMs is {endMs}, before startMs; allowed is {startMs} to {EventRules.MaxOffsetMs}.");
        if (!members.Has("callId", callId) || !members.Has("utteranceId", utteranceId) || !members.Has("text", text))
            return null;
        var redacted = Redactor.Read(text, _also);
        return new Fragment
        {
            CallId = callId,
            UtteranceId = utteranceId,
            Revision = (int)(revision ?? 0),
            IsFinal = isFinal ?? true,
            Speaker = speaker ?? Speaker.Unknown,
            Text = redacted.Text,
            StandIns = redacted.StandIns,
            TextHash = hash,
            StartMs = startMs,
            EndMs = endMs,
            Sequence = sequence,
            Confidence = confidence,
            Language = language,
            Source = source,
        };
    }

    private static CallStarted? ReadStarted(ref EventMembers members)
    {
        string? callId = null, agentId = null, team = null, queue = null, language = null, caller = null;
        DateTimeOffset? startedAt = null;
        while (members.Next())
        {
            switch (members.Member)
            {
                case "callId": callId = members.Id(); break;
                case "agentId": agentId = members.Id(); break;
                case "team": team = members.Label(); break;
                case "queue": queue = members.Label(); break;
                case "language": language = members.Label(); break;
                case "caller": caller = members.Label(); break;
                case "startedAt": startedAt = members.Time(); break;
                default: members.Skip(); break;
            }
        }
        if (!members.Has("callId", callId))
            return null;
        return new CallStarted
        {
            CallId = callId,
            AgentId = agentId,
            Team = team,
            Queue = queue,
            Language = language,
            Caller = caller,
            StartedAt = startedAt,
        };
    }

    private CallEnded? ReadEnded(ref EventMembers members)
    {
        string? callId = null, reason = null;
        (DateTimeOffset? endedAt, CallParty? endedBy) = (null, null);
        while (members.Next())
        {
            switch (members.Member)
            {
                case "callId": callId = members.Id(); break;
                case "endedAt": endedAt = members.Time(); break;
                case "endedBy": endedBy = members.OneOf<CallParty>(); break;
                case "reason": reason = members.Text(EventRules.ReasonBytes, null, out _); break;
                default: members.Skip(); break;
            }
        }
        if (!members.Has("callId", callId))
            return null;
        return new CallEnded
        {
            CallId = callId,
            EndedAt = endedAt,
            EndedBy = endedBy ?? CallParty.Unknown,
            Reason = reason is null ? null : Redactor.Redact(reason, _also),
        };
    }

    /// <summary>Finds the <c>type</c>, wherever in the object it stands, and that the line is one JSON object.</summary>
    private static bool TryReadType(ReadOnlySpan<byte> json, out string type, out Outcome error)
    {
        type = "fragment";
        error = Outcome.Accepted;
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Refuse(out error, "malformed-json", null, "This is not a JSON object; an event is one: {…}.");
                return false;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.NameIs("type");
                reader.Read();
                if (isType && reader.TokenType != JsonTokenType.Null)
                    type = TypeName(ref reader);
                reader.Skip();
            }
            reader.Read(); // Throws where anything follows the object.
            return true;
        }
        catch (JsonException exception)
        {
            Refuse(
                out error, "malformed-json", null,
                $"This is not one JSON object; it goes wrong at byte {exception.BytePositionInLine ?? 0}.");
            return false;
        }
    }

    private static string TypeName(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return "";
        foreach (var type in Types)
            if (reader.NameIs(type))
                return type;
        return "";
    }

    private static TranscriptEvent? Refuse(out Outcome error, string code, string? member, string message)
    {
        error = Outcome.Rejected(code, member, message);
        return null;
    }
}
