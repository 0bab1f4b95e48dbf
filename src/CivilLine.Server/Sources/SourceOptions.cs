using CivilLine.Sources.Kafka;

namespace CivilLine.Sources;

/// <summary>Section <c>Sources</c>: one for each source of transcripts, by its name.</summary>
internal sealed class SourcesOptions : Dictionary<string, SourceOptions>
{
    public const string Section = "Sources";

    public SourcesOptions() : base(StringComparer.Ordinal)
    {
    }
}

/// <summary>One source; <see cref="SourceOptionsCheck"/> says what is allowed.</summary>
internal sealed class SourceOptions
{
    /// <summary>One of <see cref="SourceFormats.Names"/>.</summary>
    public string Format { get; set; } = "";

    /// <summary>The mapping file, or the name of a shipped one, where <see cref="Format"/> is <c>mapping</c>.</summary>
    public string? Mapping { get; set; }

    /// <summary>
    /// The name of an API key under which this source's calls are kept, so that who holds the key can start and end them too;
    /// without one they are the source's own.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>What the vendor proves itself by, where the format leaves a choice: see <see cref="SourceGuards"/>.</summary>
    public string? Authentication { get; set; }

    /// <summary>The shared secret: Twilio's auth token, Firehose's access key, a header's value, a password.</summary>
    public string? Secret { get; set; }

    /// <summary>The header that carries <see cref="Secret"/> where <see cref="Authentication"/> is <c>header</c>.</summary>
    public string? Header { get; set; }

    /// <summary>The name that goes with <see cref="Secret"/> where <see cref="Authentication"/> is <c>basic</c>.</summary>
    public string? User { get; set; }

    /// <summary>The vendor's public key in base64 where <see cref="Authentication"/> is <c>telnyx</c>.</summary>
    public string? PublicKey { get; set; }

    /// <summary>
    /// What stands before <c>/api/v1/sources/…</c> in the address that the vendor calls, where a proxy hides it and the
    /// vendor signs it: <c>https://calls.example.com</c>.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>Whom tokens of <see cref="Authentication"/> <c>openid</c> must be for, as the vendor was told.</summary>
    public string? Audience { get; set; }

    /// <summary>Whose tokens they must be: the account's e-mail address; null for anybody's of the issuer.</summary>
    public string? Email { get; set; }

    /// <summary>Who must have made them, and where its keys are listed, where the format's vendor has not one for all.</summary>
    public string? Issuer { get; set; }
    public string? KeysUrl { get; set; }

    /// <summary>The API key that goes with <see cref="Secret"/> where <see cref="Authentication"/> is <c>audiohook</c>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// The address of a server of results that is dialled rather than waited for, <c>ws://</c> or <c>wss://</c>; what its query
    /// says of the call counts as in any address. <see cref="Secret"/> then goes to that server, and nobody may deliver.
    /// </summary>
    public string? Connect { get; set; }

    public ConnectionOptions Connection { get; } = new();

    /// <summary>A Kafka topic that is read rather than waited for; nobody may deliver then.</summary>
    public KafkaOptions? Kafka { get; set; }

    /// <summary>Whether its words are fetched by us, so that nobody delivers them.</summary>
    public bool IsFetched => Connect is not null || Kafka is not null;

    /// <summary>WebSockets that may be open at once.</summary>
    public int Sockets { get; set; } = 1000;

    /// <summary>A live call not heard for so many seconds is shown as not heard; left out, what is usual for the format.</summary>
    public double? QuietSeconds { get; set; }

    public string? Team { get; set; }
    public string? Queue { get; set; }
    public string? Language { get; set; }

    /// <summary>Who speaks on which of the vendor's channels, roles or tracks: customer, agent or unknown.</summary>
    public Dictionary<string, string> Speakers { get; } = new(StringComparer.Ordinal);
}
