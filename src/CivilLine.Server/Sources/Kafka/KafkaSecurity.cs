namespace CivilLine.Sources.Kafka;

/// <summary>
/// How a source proves itself to its brokers, and they to it. Settings that do not go together are refused: the client
/// passes over most of them, and a server that was meant to speak TLS would speak in the clear.
/// </summary>
internal static class KafkaSecurity
{
    private const string OAuth = "OAUTHBEARER";

    private static readonly string[] Protocols = ["plaintext", "ssl", "sasl_plaintext", "sasl_ssl"];

    /// <summary>Those that take a name and a password.</summary>
    private static readonly string[] WithPassword = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"];

    public static readonly IReadOnlyList<string> Mechanisms = [.. WithPassword, OAuth, "GSSAPI"];

    public static IEnumerable<string> Wrong(SourceOptions source, KafkaOptions kafka)
    {
        if (!Protocols.Contains(kafka.Security))
            return [$"Kafka:Security is '{kafka.Security}': one of {string.Join(", ", Protocols)}."];
        var wrong = IsSasl(kafka) ? WrongSasl(source, kafka) : WithoutSasl(source, kafka);
        return [.. wrong, .. WrongTls(kafka), .. WrongCertificate(kafka)];
    }

    private static bool IsSasl(KafkaOptions kafka) => kafka.Security.StartsWith("sasl", StringComparison.Ordinal);

    private static bool IsTls(KafkaOptions kafka) => kafka.Security.EndsWith("ssl", StringComparison.Ordinal);

    private static IEnumerable<string> WithoutSasl(SourceOptions source, KafkaOptions kafka)
    {
        if (source.User is not null || source.Secret is not null || kafka.Mechanism is not null)
            yield return "Kafka:Security must be sasl_ssl or sasl_plaintext where User, Secret or Kafka:Mechanism is given: it would not be used.";
        foreach (var name in Given(kafka, "sasl."))
            yield return $"Kafka:Client:{name} is given and Kafka:Security is '{kafka.Security}', which has no SASL: it would not be used.";
    }

    private static IEnumerable<string> WrongSasl(SourceOptions source, KafkaOptions kafka)
    {
        if (!Mechanisms.Contains(kafka.Mechanism))
            yield return $"Kafka:Mechanism is '{kafka.Mechanism}': one of {string.Join(", ", Mechanisms)}.";
        else if (WithPassword.Contains(kafka.Mechanism))
        {
            if (string.IsNullOrEmpty(source.User))
                yield return $"User is missing: the name that goes with Secret, for Kafka:Mechanism '{kafka.Mechanism}'.";
            if (string.IsNullOrEmpty(source.Secret))
                yield return $"Secret is missing: the password of Kafka:Mechanism '{kafka.Mechanism}'.";
        }
        else if (source.User is not null || source.Secret is not null)
            yield return $"User and Secret are given and Kafka:Mechanism is '{kafka.Mechanism}', which takes neither: they would not be used.";
        if (kafka.Mechanism == OAuth && Value(kafka, "sasl.oauthbearer.method") != "oidc" && Value(kafka, "enable.sasl.oauthbearer.unsecure.jwt") != "true")
            yield return "Kafka:Client:sasl.oauthbearer.method must be 'oidc', with its endpoint, id and secret beside it: nothing else fetches a token here.";
    }

    private static IEnumerable<string> WrongTls(KafkaOptions kafka) => IsTls(kafka) ? [] : Given(kafka, "ssl.").Concat(Given(kafka, "enable.ssl."))
        .Select(name => $"Kafka:Client:{name} is given and Kafka:Security is '{kafka.Security}', which has no TLS: it would not be used.");

    private static IEnumerable<string> WrongCertificate(KafkaOptions kafka)
    {
        var (certificate, key) = (Has(kafka, "ssl.certificate.location", "ssl.certificate.pem"), Has(kafka, "ssl.key.location", "ssl.key.pem"));
        if (certificate != key)
            yield return certificate
                ? "Kafka:Client:ssl.key.location is missing: the key of the certificate that this client shows."
                : "Kafka:Client:ssl.certificate.location is missing: the certificate that goes with the key.";
    }

    private static IEnumerable<string> Given(KafkaOptions kafka, string family) =>
        kafka.Client.Keys.Where(name => KafkaClient.Named(name).StartsWith(family, StringComparison.Ordinal));

    private static bool Has(KafkaOptions kafka, params string[] names) => names.Any(name => Value(kafka, name) is not null);

    private static string? Value(KafkaOptions kafka, string name) =>
        kafka.Client.FirstOrDefault(setting => KafkaClient.Named(setting.Key) == name).Value;
}
