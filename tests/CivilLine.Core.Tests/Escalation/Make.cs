using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

internal static class Make
{
    public static Fragment Fragment(
        string id, int revision, string text, Speaker speaker = Speaker.Customer, bool final = true, long? startMs = null, long? endMs = null) => new()
        {
            CallId = "c-1",
            UtteranceId = id,
            Revision = revision,
            Text = text,
            TextHash = (UInt128)(uint)StringComparer.Ordinal.GetHashCode(text),
            Speaker = speaker,
            IsFinal = final,
            StartMs = startMs,
            EndMs = endMs,
        };
}
