using System.CommandLine;
using CivilLine.Shared;

namespace CivilLine.Load;

/// <summary><c>kafka</c>: fragments a second that become durable out of a topic.</summary>
internal static class KafkaCommand
{
    private static readonly Option<string> Server = new("--server")
    {
        Description = "The server's assembly.",
        DefaultValueFactory = _ => Repository.Server,
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long each round lasts.",
        DefaultValueFactory = _ => 20,
    };

    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often it is measured, after one round to warm up.",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<int> Calls = new("--calls")
    {
        Description = "Calls at a time.",
        DefaultValueFactory = _ => 400,
    };

    public static Command Create()
    {
        var command = new Command("kafka", "Fragments a second that become durable out of a topic, of librdkafka's own brokers in this process.")
        {
            Server, Seconds, Rounds, Calls,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            using var kafka = new MockKafka();
            var run = new KafkaRun(
                kafka, parsed.GetValue(Server)!, Phrases.Load(Repository.Corpora), parsed.GetValue(Rounds), TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
                parsed.GetValue(Calls), parsed.InvocationConfiguration.Error);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(await run.RunAsync(cancel));
            return 0;
        });
        return command;
    }
}
