namespace CivilLine.Sources;

/// <summary>What is known of each vendor by its format: how often it speaks, and how its filter is turned off.</summary>
internal static class FormatNotes
{
    /// <summary>Recognisers that send interims are heard every second or so of speech; those that send finals, once a sentence.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, TimeSpan> Quiet = new(StringComparer.Ordinal)
    {
        // Events wait in a queue of the vendor's or in a bus before they come.
        ["genesys"] = TimeSpan.FromSeconds(30),
        ["amazon-contact-lens"] = TimeSpan.FromSeconds(30),
        ["google-agent-assist"] = TimeSpan.FromSeconds(30),
    };

    // By what the format's name begins with, so that every form of a vendor's messages has its vendor's advice.
    private static readonly (string Format, string Advice)[] Filters =
    [
        ("twilio", "Twilio hides swearing unless told otherwise: start the transcription with profanityFilter set to false."),
        ("amazon-contact-lens", "Contact Lens hides no swearing by itself; where words come masked, take the vocabulary filter off the instance's or the flow's recognition."),
        ("amazon", "Amazon Transcribe hides words only by a vocabulary filter: start the stream without VocabularyFilterName, or with VocabularyFilterMethod set to tag."),
        ("genesys", "Genesys Cloud: under Admin, Speech and Text Analytics, set the profanity setting of the program's transcription to show words as they are."),
        ("google", "Google: leave profanityFilter out of the recognition's configuration, or set it to false in the conversation profile's speech settings."),
        ("deepgram", "Deepgram: call it without profanity_filter, or with profanity_filter=false."),
        ("assemblyai", "AssemblyAI: open the session without filter_profanity, or with it set to false."),
        ("azure", "Azure masks swearing unless told otherwise: set the profanity option to raw (ProfanityOption.Raw) where the transcription is started."),
        ("whisper", "Whisper has no filter; where words come masked, take it out of the bridge that stands between."),
        ("contract", "CivilLine's own events hide nothing; where words come masked, turn the filter off in the recogniser of whoever writes them."),
        ("vosk", "Vosk has no filter; where words come masked, take it out of the bridge that stands between."),
    ];

    private const string Unknown = "Look in the vendor's or the bridge's settings for a profanity, vocabulary or content filter, and turn it off.";

    /// <summary>Formats that something is said of here by name.</summary>
    public static IEnumerable<string> Slow => Quiet.Keys;

    public static bool Knows(string format) => Filters.Any(one => format.StartsWith(one.Format, StringComparison.Ordinal));

    public static TimeSpan QuietAfter(string format) => Quiet.GetValueOrDefault(format, Usual);

    /// <summary>How the vendor's profanity filter is turned off.</summary>
    public static string FilterAdvice(string? format)
    {
        foreach (var (name, advice) in Filters)
        {
            if (format?.StartsWith(name, StringComparison.Ordinal) == true)
                return advice;
        }

        return Unknown;
    }
}
