namespace CivilLine.Sources;

/// <summary>An utterance's id, of which <see cref="TwilioTrack"/> makes the last part.</summary>
internal readonly record struct TwilioName(string Transcription, string Track, string Utterance)
{
    public static TwilioName Of(string id)
    {
        var last = id.LastIndexOf('-');
        var first = last > 0 ? id.LastIndexOf('-', last - 1) : -1;
        return last < 0 ? default : new TwilioName(first < 0 ? "" : id[..first], id[(first + 1)..last], id[(last + 1)..]);
    }

    public override string ToString() => Transcription.Length > 0 ? $"{Transcription}-{Track}-{Utterance}" : $"{Track}-{Utterance}";
}
