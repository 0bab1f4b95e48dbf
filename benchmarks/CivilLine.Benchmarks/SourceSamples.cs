using System.Globalization;

namespace CivilLine.Benchmarks;

/// <summary>One final message of each vendor, made up from its documentation; <c>{n}</c> is its number, <c>{t}</c> the second of the call.</summary>
internal static class SourceSamples
{
    private const string Words = "I have been waiting for my refund three weeks";

    public static readonly SortedDictionary<string, (string Format, string? Mapping, string Message, string Word)> All = new(StringComparer.Ordinal)
    {
        ["amazon-call-analytics"] = ("amazon-call-analytics", null, """
            {"UtteranceEvent":{"UtteranceId":"u-{n}","IsPartial":false,"ParticipantRole":"CUSTOMER","BeginOffsetMillis":{t}100,"EndOffsetMillis":{t}900,
             "Transcript":"{text}","Items":[],"Sentiment":"NEGATIVE","IssuesDetected":[]}}
            """, ""),
        ["amazon-contact-lens"] = ("amazon-contact-lens", null, """
            {"Version":"1.0.0","Channel":"VOICE","AccountId":"111122223333","InstanceId":"i-1","ContactId":"c-42","LanguageCode":"en-GB","EventType":"SEGMENTS",
             "Segments":[{"Transcript":{"Id":"t-{n}","ParticipantId":"CUSTOMER","ParticipantRole":"CUSTOMER","Content":"{text}","BeginOffsetMillis":{t}100,
             "EndOffsetMillis":{t}900,"Sentiment":"NEGATIVE","IssuesDetected":[{"CharacterOffsets":{"BeginOffsetChar":0,"EndOffsetChar":33}}]}}]}
            """, ""),
        ["assemblyai"] = ("assemblyai", null, """
            {"type":"Turn","turn_order":1{n},"turn_is_formatted":true,"end_of_turn":true,"transcript":"{text}","utterance":"{text}",
             "end_of_turn_confidence":0.92,"words":[{words}]}
            """, """{"text":"{w}","start":{t}100,"end":{t}900,"confidence":0.91,"word_is_final":true}"""),
        ["azure-communication-services"] = ("azure-communication-services", null, """
            {"kind":"TranscriptionData","transcriptionData":{"text":"{text}","format":"display","confidence":0.69,"offset":2516{n}881234400,
             "duration":12345678,"words":[{words}],"participantRawID":"8:acs:made-up","resultStatus":"Final"}}
            """, """{"text":"{w}","offset":2516{n}881234400}"""),
        ["deepgram"] = ("deepgram", null, """
            {"type":"Results","channel_index":[0,2],"duration":1.72,"start":{t}.31,"is_final":true,"speech_final":true,"from_finalize":false,
             "channel":{"alternatives":[{"transcript":"{text}","confidence":0.99,"languages":["en"],
             "words":[{words}]}]},
             "metadata":{"request_id":"r-1","model_info":{"name":"made-up","version":"1","arch":"nova-3"},"model_uuid":"m-1"}}
            """, """{"word":"{w}","punctuated_word":"{w}","start":{t}.31,"end":{t}.5,"confidence":0.98,"speaker":0}"""),
        ["genesys"] = ("genesys", null, """
            {"topicName":"v2.conversations.7f2c.transcription","version":"2","eventBody":{"eventTime":"2026-11-20T10:15:30.128Z","conversationId":"7f2c",
             "communicationId":"a1","sessionStartTimeMs":1795169700000,"transcriptionStartTimeMs":1795169699950,"transcripts":[{"utteranceId":"u-{n}","isFinal":true,
             "channel":"EXTERNAL","alternatives":[{"confidence":0.66,"offsetMs":{t}100,"durationMs":1240,"transcript":"{text}",
             "decoratedTranscript":"{text}."}],"engineProvider":"GENESYS","engineId":"r2d2"}],"status":{"offsetMs":{t}900,"status":"SESSION_ONGOING"}},"metadata":{"CorrelationId":"m-1"}}
            """, ""),
        ["genesys-audiohook"] = ("genesys-audiohook", null, """
            {"version":"2","id":"s-1","type":"event","seq":1{n},"parameters":{"entities":[{"type":"transcript","data":{"id":"u-{n}","channel":"external","isFinal":true,
             "offset":"PT27.86S","duration":"PT1.24S","alternatives":[{"confidence":0.66,"languages":["en-US"],"interpretations":[{"type":"display",
             "transcript":"{text}","tokens":[{words}]}]}]}}]}}
            """, """{"type":"word","value":"{w}","confidence":0.9,"offset":"PT27.86S","duration":"PT0.1S"}"""),
        ["google-agent-assist"] = ("google-agent-assist", null, """
            {"conversation":"projects/p/conversations/c-42","type":"NEW_MESSAGE","newMessagePayload":{"name":"projects/p/conversations/c-42/messages/m-{n}",
             "content":"{text}","languageCode":"en-GB","participant":"projects/p/conversations/c-42/participants/x","participantRole":"END_USER",
             "createTime":"2026-11-20T10:15:31.128Z","sendTime":"2026-11-20T10:15:30.128Z"}}
            """, ""),
        ["twilio"] = ("twilio", null, """
            AccountSid=AC1&TranscriptionEvent=transcription-content&CallSid=CA42&TranscriptionSid=GT1&SequenceId={t}&Track=inbound_track&Final=true&Timestamp=2026-11-20T10%3A15%3A30.454203Z&LanguageCode=en-GB&TranscriptionData=%7B%22transcript%22%3A%22{text}%22%2C%22confidence%22%3A0.97%7D
            """, ""),
        ["vosk"] = ("vosk", null, """
            {"result":[{words}],"text":"{text}"}
            """, """{"word":"{w}","start":{t}.31,"end":{t}.5,"conf":0.98}"""),
        ["whisperlive"] = ("whisperlive", null, """
            {"uid":"c-42","segments":[{"start":"{t}.000","end":"{t}.900","text":"{text}","completed":true}]}
            """, ""),
        ["whisperlivekit"] = ("whisperlivekit", null, """
            {"status":"active_transcription","lines":[{"speaker":1,"text":"{text} {n}","start":"0:00:04","end":"0:00:06","detected_language":"en"}],
             "buffer_transcription":"","buffer_diarization":"","remaining_time_transcription":1.2}
            """, ""),
        ["mapping: gladia"] = ("mapping", "gladia", """
            {"id":"m-{n}","event":"live.transcript","payload":{"session_id":"s-1","created_at":"2026-11-20T10:15:30.128Z","type":"transcript",
             "data":{"id":"u-{n}","is_final":true,"utterance":{"start":{t}.31,"end":{t}.9,"confidence":0.97,"channel":0,
             "words":[{words}],"text":"{text}","language":"en","speaker":0}}}}
            """, """{"word":"{w}","start":{t}.31,"end":{t}.5,"confidence":0.98}"""),
        ["mapping: telnyx"] = ("mapping", "telnyx", """
            {"data":{"record_type":"event","event_type":"call.transcription","id":"e-{n}","occurred_at":"2026-11-20T10:15:30.128Z","payload":{
             "call_control_id":"v3:made-up","call_leg_id":"leg-1","call_session_id":"s-1","client_state":null,"connection_id":"7","transcription_data":{
             "confidence":0.97,"is_final":true,"transcript":"{text}","transcription_track":"inbound"}}}}
            """, ""),
        ["mapping: speechmatics"] = ("mapping", "speechmatics", """
            {"message":"AddTranscript","format":"2.9","metadata":{"start_time":{t}.31,"end_time":{t}.9,"transcript":"{text}"},
             "results":[{words}]}
            """, """{"type":"word","start_time":{t}.31,"end_time":{t}.5,"alternatives":[{"content":"{w}","confidence":0.99,"language":"en","speaker":"S1"}]}"""),
    };

    /// <returns>The message with its words, and its number.</returns>
    public static string Make(string message, string word, int number) => message
        .Replace("{words}", string.Join(",", Words.Split(' ').Select(one => word.Replace("{w}", one, StringComparison.Ordinal))), StringComparison.Ordinal)
        .Replace("{text}", Words, StringComparison.Ordinal)
        .Replace("{t}", (number * 2).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{n}", number.ToString("D6", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
