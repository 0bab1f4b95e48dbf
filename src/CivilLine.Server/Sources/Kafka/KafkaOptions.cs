namespace CivilLine.Sources.Kafka;

/// <summary>
/// <c>Sources:&lt;name&gt;:Kafka</c>: a topic that is read rather than waited for; ranges in <see cref="KafkaRules"/>. The source's
/// <c>User</c> and <c>Secret</c>, where given, are its SASL name and password.
/// </summary>
internal sealed class KafkaOptions
{
    /// <summary>Brokers to begin with: <c>host:port</c>, several with commas between.</summary>
    public string Servers { get; set; } = "";

    public string Topic { get; set; } = "";

    /// <summary>Servers of one group share the topic's partitions.</summary>
    public string Group { get; set; } = "civilline";

    /// <summary><c>oldest</c> or <c>newest</c>: where to begin in a partition in which the group has no place yet.</summary>
    public string From { get; set; } = "oldest";

    /// <summary><c>plaintext</c>, <c>ssl</c>, <c>sasl_plaintext</c> or <c>sasl_ssl</c>.</summary>
    public string Security { get; set; } = "plaintext";

    /// <summary>One of <see cref="KafkaSecurity.Mechanisms"/> where <see cref="Security"/> has SASL; else null.</summary>
    public string? Mechanism { get; set; }

    /// <summary>Whether a message's key is its call's id, for formats that name no call.</summary>
    public bool KeyIsCall { get; set; }

    /// <summary>Messages of all partitions that are held here at most, in MiB, over what the client fetches ahead.</summary>
    public int BufferMiB { get; set; } = 8;

    /// <summary>How often what is durable is committed; what was not is read again after a crash, and is a duplicate.</summary>
    public int CommitMs { get; set; } = 1000;

    /// <summary>
    /// Any other setting of the client (librdkafka), by its name; <c>_</c> may stand for <c>.</c>, which not every shell allows
    /// in a variable's name.
    /// </summary>
    public Dictionary<string, string> Client { get; } = new(StringComparer.Ordinal);
}
