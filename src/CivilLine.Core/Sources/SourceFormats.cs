using CivilLine.Sources.Mapping;

namespace CivilLine.Sources;

/// <summary>The formats there are, by the name that the configuration gives.</summary>
public static class SourceFormats
{
    /// <summary>By a mapping file, which <see cref="SourceSettings.Mapping"/> must hold.</summary>
    public const string Mapped = "mapping";

    /// <summary>The wire contract's own events, for ways in that carry nothing else.</summary>
    public const string Contract = "contract";

    private static readonly SortedDictionary<string, Func<SourceSettings, ISourceFormat>> All = new(StringComparer.Ordinal)
    {
        [Mapped] = settings => new MappingFormat(settings, settings.Mapping ?? throw new InvalidOperationException("There is no mapping to follow.")),
        [Contract] = _ => new ContractLines(),
        ["amazon-call-analytics"] = settings => new CallAnalytics(settings),
        ["amazon-contact-lens"] = settings => new ContactLens(settings),
        ["assemblyai"] = settings => new AssemblyAi(settings),
        ["azure-communication-services"] = settings => new AzureCommunicationServices(settings),
        ["deepgram"] = settings => new Deepgram(settings),
        ["genesys"] = settings => new Genesys(settings),
        ["genesys-audiohook"] = settings => new GenesysAudioHook(settings),
        ["google-agent-assist"] = settings => new AgentAssist(settings),
        ["twilio"] = settings => new Twilio(settings),
        ["vosk"] = settings => new Vosk(settings),
        ["whisperlive"] = settings => new WhisperLive(settings),
        ["whisperlivekit"] = settings => new WhisperLiveKit(settings),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <returns>Null where there is no such format.</returns>
    public static ISourceFormat? Open(string format, SourceSettings settings) =>
        All.TryGetValue(format, out var open) ? open(settings) : null;
}
