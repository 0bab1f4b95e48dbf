using System.Collections.Concurrent;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Sources;
using CivilLine.Sources.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace CivilLine.Server.Tests.Sources.Kafka;

public sealed class KafkaSecurityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("civilline-kafka-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Name_and_password_go_to_the_broker_by_TLS_alone()
    {
        await using var broker = new SecureBroker();

        await using var server = await StartAsync(broker.Servers, Ca(broker.CertificatePem));

        Assert.Equal("PLAIN|civilline|a-password-of-ours", await broker.ProofAsync());
    }

    [Fact]
    public async Task A_broker_that_no_authority_of_ours_vouches_for_is_told_nothing_and_readiness_says_why()
    {
        await using var broker = new SecureBroker();
        await using var other = new SecureBroker();

        await using var server = await StartAsync(broker.Servers, Ca(other.CertificatePem));

        // Not that no broker is left, which the client says too.
        var state = await Eventually.Seen(
            "the refusal", () => Task.FromResult(server.Services.GetRequiredService<KafkaSources>().States.Single()),
            one => one.Error == ErrorCode.Local_Ssl.GetReason());
        Assert.False(broker.IsAsked);
        Assert.False(state.IsConnected);
    }

    /// <summary>The client's own account of its settings, which is what it goes by; name and password it shows to nobody.</summary>
    [Theory]
    [InlineData("security.protocol", "sasl_ssl")]
    [InlineData("sasl.mechanisms", "SCRAM-SHA-512")]
    [InlineData("sasl.username", "[redacted]")]
    [InlineData("sasl.password", "[redacted]")]
    [InlineData("metadata.broker.list", "127.0.0.1:9")]
    [InlineData("group.id", "a-group")]
    [InlineData("auto.offset.reset", "largest")]
    [InlineData("enable.auto.offset.store", "false")]
    [InlineData("enable.auto.commit", "true")]
    [InlineData("auto.commit.interval.ms", "2500")]
    [InlineData("partition.assignment.strategy", "cooperative-sticky")]
    [InlineData("ssl.endpoint.identification.algorithm", "none")]
    [InlineData("session.timeout.ms", "7000")]
    public void Setting_reaches_the_client(string name, string value) => Assert.Equal(value, Settings.Value.GetValueOrDefault(name));

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Settings = new(() =>
    {
        var options = new SourceOptions
        {
            User = "civilline", Secret = "a-password-of-ours",
            Kafka = new KafkaOptions
            {
                Servers = "127.0.0.1:9", Topic = "t", Group = "a-group", From = "newest", Security = "sasl_ssl", Mechanism = "SCRAM-SHA-512", CommitMs = 2500,
                Client = { ["ssl_endpoint_identification_algorithm"] = "none", ["session.timeout.ms"] = "7000", ["debug"] = "conf" },
            },
        };
        var said = new ConcurrentQueue<string>();
        using (new ConsumerBuilder<Ignore, Ignore>(KafkaClient.Of(options)).SetLogHandler((_, log) => said.Enqueue(log.Message)).Build())
        {
            // Built is told.
        }
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in said)
            if (line.Split(" = ", 2) is [var before, var value])
                settings[before.Split(' ')[^1]] = value.Trim();
        return settings;
    });

    private string[] Ca(string pem)
    {
        var file = Path.Combine(_folder, "ca.pem");
        File.WriteAllText(file, pem);
        return [$"Sources:desk:Kafka:Client:ssl.ca.location={file}"];
    }

    private static Task<TestServer> StartAsync(string servers, params string[] settings) => TestServer.StartAsync(
    [
        "Sources:desk:Format=contract", $"Sources:desk:Kafka:Servers={servers}", "Sources:desk:Kafka:Topic=transcripts",
        "Sources:desk:Kafka:Security=sasl_ssl", "Sources:desk:Kafka:Mechanism=PLAIN", "Sources:desk:User=civilline", "Sources:desk:Secret=a-password-of-ours",
        "Sources:desk:Kafka:Client:broker_address_family=v4", .. settings,
    ]);
}
