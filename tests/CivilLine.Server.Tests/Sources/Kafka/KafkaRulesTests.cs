using CivilLine.Sources;
using CivilLine.Sources.Kafka;

namespace CivilLine.Server.Tests.Sources.Kafka;

/// <summary>What of TLS and SASL goes together; that a refusal keeps the server from starting is in <see cref="KafkaSourceTests"/>.</summary>
public sealed class KafkaRulesTests
{
    [Theory]
    [InlineData("plaintext")]
    [InlineData("ssl")]
    [InlineData("sasl_plaintext PLAIN user secret")]
    [InlineData("sasl_ssl SCRAM-SHA-256 user secret")]
    [InlineData("sasl_ssl OAUTHBEARER", "sasl.oauthbearer.method=oidc", "sasl.oauthbearer.client.id=c", "sasl.oauthbearer.client.secret=s", "sasl.oauthbearer.token.endpoint.url=https://login.example.com/token")]
    public void What_goes_together_is_taken(string how, params string[] client) => Assert.Empty(Wrong(how, client));

    [Theory]
    [InlineData("tls", "Kafka:Security is 'tls': one of plaintext, ssl, sasl_plaintext, sasl_ssl.")]
    [InlineData("ssl PLAIN", "Kafka:Security must be sasl_ssl")]
    [InlineData("ssl - user secret", "Kafka:Security must be sasl_ssl")]
    [InlineData("plaintext - user", "Kafka:Security must be sasl_ssl")]
    [InlineData("sasl_ssl - user secret", "Kafka:Mechanism is ''")]
    [InlineData("sasl_ssl SCRAM user secret", "Kafka:Mechanism is 'SCRAM'")]
    [InlineData("sasl_ssl PLAIN - secret", "User is missing")]
    [InlineData("sasl_ssl PLAIN user", "Secret is missing")]
    [InlineData("sasl_ssl GSSAPI user secret", "User and Secret are given and Kafka:Mechanism is 'GSSAPI'")]
    [InlineData("sasl_ssl OAUTHBEARER", "Kafka:Client:sasl.oauthbearer.method must be 'oidc'")]
    [InlineData("plaintext", "Kafka:Client:ssl.ca.location is given and Kafka:Security is 'plaintext'", "ssl.ca.location=/ca.pem")]
    [InlineData("sasl_plaintext PLAIN user secret", "Kafka:Client:ssl_ca_location is given", "ssl_ca_location=/ca.pem")]
    [InlineData("plaintext", "Kafka:Client:enable.ssl.certificate.verification is given", "enable.ssl.certificate.verification=false")]
    [InlineData("ssl", "Kafka:Client:sasl.oauthbearer.method is given", "sasl.oauthbearer.method=oidc")]
    [InlineData("ssl", "Kafka:Client:ssl.key.location is missing", "ssl.certificate.location=/c.pem")]
    [InlineData("ssl", "Kafka:Client:ssl.certificate.location is missing", "ssl.key.location=/k.pem")]
    [InlineData("ssl", "Kafka:Client: ", "ssl.ca.location=/there/is/no/such.pem")]
    [InlineData("ssl", "Kafka:Client: ", "ssl.cipher.suites=no-such-cipher")]
    [InlineData("sasl_ssl PLAIN user secret", "Kafka:Client:sasl.username has a setting of its own", "sasl.username=other")]
    public void What_does_not_is_refused_by_name(string how, string rule, params string[] client) =>
        Assert.StartsWith(rule, Assert.Single(Wrong(how, client)), StringComparison.Ordinal);

    /// <param name="how">Security, then mechanism, user and secret as far as they are given; - for none.</param>
    private static List<string> Wrong(string how, string[] client)
    {
        var parts = how.Split(' ');
        var source = new SourceOptions
        {
            User = Part(2), Secret = Part(3), Kafka = new KafkaOptions { Servers = "127.0.0.1:9", Topic = "t", Security = parts[0], Mechanism = Part(1) },
        };
        foreach (var setting in client)
            source.Kafka.Client[setting.Split('=', 2)[0]] = setting.Split('=', 2)[1];
        return [.. KafkaRules.Wrong(source)];

        string? Part(int at) => parts.Length > at && parts[at] != "-" ? parts[at] : null;
    }
}
