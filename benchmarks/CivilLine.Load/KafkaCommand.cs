using System.CommandLine;
using static CivilLine.Load.CommonOptions;

namespace CivilLine.Load;

/// <summary><c>kafka</c>: fragments a second that become durable out of a topic.</summary>
internal static class KafkaCommand
{
    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often it is measured, after one round to warm up.",
        DefaultValueFactory = _ => 3,
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
