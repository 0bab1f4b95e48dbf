using System.Buffers;
using Confluent.Kafka;

namespace CivilLine.Sources.Kafka;

/// <summary>What a source's topic may be; each mistake by its setting.</summary>
internal static class KafkaRules
{
    private static readonly SearchValues<char> TopicCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static IEnumerable<string> Wrong(SourceOptions source)
    {
        if (source.Kafka is not { } kafka)
            return [];
        var wrong = WrongSettings(source, kafka).Concat(KafkaSecurity.Wrong(source, kafka)).ToList();
        // The client looks at the rest itself, for which it needs no broker.
        return wrong.Count == 0 && Refusal(source) is { } refusal ? [$"Kafka:Client: {refusal}"] : wrong;
    }

    private static IEnumerable<string> WrongSettings(SourceOptions source, KafkaOptions kafka)
    {
        if (source.Connect is not null)
            yield return "Connect and Kafka are two ways of one source: make it two sources.";
        if (kafka.Servers.Length == 0)
            yield return "Kafka:Servers is missing: host:port, several with commas between.";
        if (kafka.Topic.Length is 0 or > 249 || kafka.Topic.AsSpan().ContainsAnyExcept(TopicCharacters))
            yield return $"Kafka:Topic is '{kafka.Topic}': 1 to 249 characters of A-Z a-z 0-9 . _ -";
        if (kafka.Group.Length is 0 or > 249)
            yield return "Kafka:Group must have 1 to 249 characters.";
        if (kafka.From is not ("oldest" or "newest"))
            yield return $"Kafka:From is '{kafka.From}': one of oldest, newest.";
        if (kafka.BufferMiB is < 1 or > 1024)
            yield return $"Kafka:BufferMiB is {kafka.BufferMiB}: allowed are 1 to 1024.";
        if (kafka.CommitMs is < 50 or > 3_600_000)
            yield return $"Kafka:CommitMs is {kafka.CommitMs}: allowed are 50 to 3600000.";
        foreach (var name in kafka.Client.Keys)
            if (KafkaClient.Owned.Contains(KafkaClient.Named(name)))
                yield return $"Kafka:Client:{name} has a setting of its own, or must be as it is.";
    }

    private static string? Refusal(SourceOptions source)
    {
        var config = KafkaClient.Of(source);
        config.Set("bootstrap.servers", "");
        try
        {
            new ConsumerBuilder<Ignore, Ignore>(config).SetLogHandler((_, _) => { }).Build().Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KafkaException)
        {
            return exception.Message;
        }
    }
}
