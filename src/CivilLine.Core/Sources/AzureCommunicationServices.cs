using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// Azure Communication Services' real-time transcription: <c>TranscriptionMetadata</c> names the call, then
/// <c>TranscriptionData</c> follows on the same socket. Members are found in camelCase and in the .NET types' PascalCase.
/// <see href="https://learn.microsoft.com/azure/communication-services/concepts/call-automation/real-time-transcription"/>
/// </summary>
internal sealed class AzureCommunicationServices(SourceSettings settings) : ISourceFormat
{
    private const long TicksPerMs = 10_000;

    // Offsets up to a day are the call's; the documentation's own example is far larger and of no clock that it names.
    private const long MostOffset = 24L * 3600 * 1000 * TicksPerMs;

    private readonly CallOpenings _openings = new(settings);
    private readonly InterimRevisions _revisions = new();
    private string? _call;
    private string? _language;

    public bool IdsAreOfStream => true;

    public void Read(in SourceMessage message, EventLines events)
    {
        using var document = JsonMembers.Parse(message, events);
        if (document is null)
            return;
        var root = document.RootElement;
        switch (Text(root, "kind"))
        {
            case "TranscriptionMetadata":
                Open(root, message.Said, events);
                break;
            case "TranscriptionData" when Has(root, "transcriptionData", out var data):
                Hear(data, message.Said, events);
                break;
            case "TranscriptionData":
                events.Refuse("transcriptionData", "transcriptionData is missing.");
                break;
            case null:
                events.Refuse("kind", "kind is missing: one of TranscriptionMetadata, TranscriptionData.");
                break;
        }
    }

    private void Open(JsonElement root, SourceAddress said, EventLines events)
    {
        if (!Has(root, "transcriptionMetadata", out var facts))
        {
            events.Refuse("transcriptionMetadata", "transcriptionMetadata is missing.");
            return;
        }
        _language = SourceIds.Language(Text(facts, "locale"));
        // Shortened once: it stands in each message from now on.
        _call = SourceIds.OfOrNull(Text(facts, "callConnectionId") ?? Text(facts, "correlationId"));
        if ((said.CallId ?? _call) is { } call)
            _openings.Note(call, said, events, _language ?? settings.Language);
        else
            events.Refuse("transcriptionMetadata.callConnectionId", "callConnectionId is missing, and the address names no call.");
    }

    private void Hear(JsonElement data, SourceAddress said, EventLines events)
    {
        // resultStatus in the documentation, resultState in the newer packets; Recognized is an older name of Final (bk).
        var status = Text(data, "resultStatus") ?? Text(data, "resultState");
        var isFinal = Is(status, "Final") || Is(status, "Recognized");
        if ((said.CallId ?? _call) is not { } call)
            events.Refuse("callConnectionId", "No TranscriptionMetadata came before this, and the address names no call.");
        else if (Text(data, "text") is not { } text)
            events.Refuse("transcriptionData.text", "text is missing.");
        else if (Ticks(data, "offset") is not { } offset)
            events.Refuse("transcriptionData.offset", "offset is missing: a whole number of ticks of 100 ns.");
        else if (!isFinal && !Is(status, "Intermediate") && !Is(status, "Recognizing"))
            events.Refuse("transcriptionData.resultStatus", "resultStatus must be Final or Intermediate.");
        else if (isFinal || text.Length > 0)
        {
            var participant = Text(data, "participantRawID") ?? Text(data, "participantRawId");
            var durationMs = (Ticks(data, "duration") ?? 0) / TicksPerMs;
            var start = offset is >= 0 and <= MostOffset ? offset / TicksPerMs : (long?)null;
            var id = string.Create(CultureInfo.InvariantCulture, $"{Mark(call, participant)}-{offset}");
            _openings.Note(call, said, events, _language ?? settings.Language);
            events.Heard(new SourceSpeech
            {
                CallId = call,
                UtteranceId = id,
                Text = text,
                IsFinal = isFinal,
                Revision = isFinal ? Revisions.Final : _revisions.Of(id, text, Revisions.OfHeard(durationMs)),
                Speaker = said.Speaker ?? SpeakerOf(participant),
                StartMs = start,
                EndMs = start + durationMs,
                Confidence = Number(data, "confidence"),
                Language = Text(data, "locale") ?? Text(data, "language") ?? _language ?? settings.Language,
                Source = settings.Name,
            });
        }
    }

    /// <summary>
    /// By the configuration's map, where <c>.</c> stands for <c>:</c> and a last <c>*</c> for anything; else a telephone
    /// number is the customer and a Teams user the agent.
    /// </summary>
    private Speaker SpeakerOf(string? participant)
    {
        if (participant is null)
            return Speaker.Unknown;
        var written = participant.Replace(':', '.');
        if (settings.Speakers.TryGetValue(written, out var named))
            return named;
        foreach (var (pattern, speaker) in settings.Speakers.OrderByDescending(one => one.Key.Length))
            if (pattern.EndsWith('*') && written.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal))
                return speaker;
        return participant.StartsWith("4:", StringComparison.Ordinal) ? Speaker.Customer
            : participant.StartsWith("8:orgid:", StringComparison.Ordinal) ? Speaker.Agent
            : Speaker.Unknown;
    }

    // Two people may begin in the same tick; a raw id may be a telephone number, which an utterance's id must not hold.
    private static string Mark(string call, string? participant) => participant is null
        ? "p"
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{call}\n{participant}")).AsSpan(0, 4));

    private static bool Is(string? status, string name) => string.Equals(status, name, StringComparison.OrdinalIgnoreCase);

    private static bool Has(JsonElement element, string name, out JsonElement member) =>
        element.Has(name, out member) || element.Has(Pascal(name), out member);

    private static string? Text(JsonElement element, string name) => element.Text(name) ?? element.Text(Pascal(name));

    private static double? Number(JsonElement element, string name) => element.Number(name) ?? element.Number(Pascal(name));

    private static long? Ticks(JsonElement element, string name) =>
        Has(element, name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var ticks) ? ticks : null;

    private static string Pascal(string name) => string.Create(name.Length, name, static (to, from) =>
    {
        from.CopyTo(to);
        to[0] = char.ToUpperInvariant(to[0]);
    });
}
