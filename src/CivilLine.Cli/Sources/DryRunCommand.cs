using System.CommandLine;
using System.Text;
using CivilLine.Sources;

namespace CivilLine.Cli.Sources;

/// <summary><c>civilline source dry-run</c>: the very events that a server would take. Ends with 1 where anything is refused, 2 where nothing could be tried.</summary>
internal static class DryRunCommand
{
    private const int AllTaken = 0;
    private const int SomeRefused = 1;
    private const int NotTried = 2;

    private static readonly Argument<string> Sample = new("SAMPLE")
    {
        Description = "A file with one message, or one a line (a form body is one a line); - for standard input.",
        DefaultValueFactory = _ => "-",
    };

    private static readonly FormatChoice Choice = new();

    private static readonly Option<string> Address = new("--address")
    {
        Description = "What the address that the vendor calls says of the call, such as \"callId=c-1&agentId=a-7&team=billing&speaker=customer\".",
        HelpName = "QUERY",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<string[]> Speakers = new("--speaker")
    {
        Description = "Whose a channel, role or track of the vendor's is, as Sources:NAME:Speakers says it: 0=customer. Several may be given.",
        HelpName = "CHANNEL=WHO",
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "The source's name, which its fragments carry.", DefaultValueFactory = _ => "dry-run",
    };

    public static Command Create(TimeProvider time)
    {
        var command = new Command("dry-run",
            """
            Show what messages of a vendor become: the events, one a line, as a server would take them. What is refused is told with
            its place in the message, and what nothing became of too. Nothing is sent, and nothing is kept.
              civilline source dry-run --mapping gladia sample.json
              civilline source dry-run --mapping ours.yaml --speaker 0=customer --speaker 1=agent messages.ndjson
              civilline source dry-run --format amazon-call-analytics --address callId=c-1 - < sample.json
            """)
        {
            Sample, Choice.Mapping, Choice.Format, Address, Speakers, Name,
        };
        command.SetAction((parsed, cancel) => RunAsync(parsed, time, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancel)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (Choice.Read(parsed, errors, out var hasMistakes) is not var (format, mapping))
            return hasMistakes ? SomeRefused : NotTried;
        if (AddressQuery.Read(parsed.GetValue(Address)!, out var wrong) is not { } address)
        {
            await errors.WriteLineAsync(wrong);
            return NotTried;
        }
        if (SpeakerMap.Read(parsed.GetValue(Speakers) ?? [], out wrong) is not { } speakers)
        {
            await errors.WriteLineAsync(wrong);
            return NotTried;
        }
        var settings = new SourceSettings { Name = parsed.GetValue(Name)!, Speakers = speakers, Mapping = mapping };
        try
        {
            var file = parsed.GetValue(Sample)!;
            var text = file == "-" ? await Console.In.ReadToEndAsync(cancel) : await File.ReadAllTextAsync(file, cancel);
            return new DryRun(SourceFormats.Open(format, settings)!, mapping, output, errors)
                .Show(RawMessages.Split(text).Select(message => (message.Line, new SourceMessage(Encoding.UTF8.GetBytes(message.Text), address, time.GetUtcNow()))))
                ? AllTaken : SomeRefused;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(error.Message);
            return NotTried;
        }
    }
}
