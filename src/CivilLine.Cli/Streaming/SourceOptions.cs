using System.CommandLine;
using CivilLine.Cli.Sources;
using CivilLine.Sources;

namespace CivilLine.Cli.Streaming;

/// <summary>The options of <c>civilline stream</c> that are for vendors' own messages.</summary>
internal static class SourceOptions
{
    public static readonly Option<string?> Source = new("--source")
    {
        Description = "FILE holds a vendor's own messages; they go to this source of the server, as the vendor would send them.", HelpName = "NAME",
    };

    private static readonly Option<bool> Socket = new("--socket")
    {
        Description = "Vendors' messages: send them over a WebSocket and not as HTTP deliveries.",
    };

    private static readonly Option<string> Address = new("--address")
    {
        Description = "Vendors' messages: what the address says of the call, such as \"callId=c-1&agentId=a-7\".", HelpName = "QUERY", DefaultValueFactory = _ => "",
    };

    private static readonly Option<string?> Header = new("--header")
    {
        Description = "Vendors' messages: the header that carries the secret, where it is not Authorization.", HelpName = "NAME",
    };

    private static readonly Option<string?> User = new("--user")
    {
        Description = "Vendors' messages: the name that goes with the secret, where the source asks for a name and a password.", HelpName = "NAME",
    };

    private static readonly Option<Uri?> SignedAs = new("--twilio-url")
    {
        Description = "Vendors' messages: sign each as Twilio does, with the secret for its auth token, under this public address of the server (the source's PublicUrl).",
        HelpName = "URL",
    };

    private static readonly Option<double> Gap = StreamCommand.Number(
        "--gap", "Vendors' messages: seconds between two of them, where no --mapping or --format tells when their words were said.", usual: 0.5, most: 3600);

    private static readonly FormatChoice Choice = new();

    public static readonly IReadOnlyList<Option> All = [Source, Socket, Address, Header, User, SignedAs, Gap, Choice.Mapping, Choice.Format];

    public static void AddTo(Command command)
    {
        foreach (var option in All)
            command.Options.Add(option);
    }

    public static async Task<int> RunAsync(
        ParseResult parsed, FileInfo file, Uri to, string? secret, double speed, int retries, CancellationToken cancel)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var query = parsed.GetValue(Address)!.TrimStart('?');
        if (AddressQuery.Read(query, out var wrong) is not { } address)
        {
            await errors.WriteLineAsync(wrong);
            return ExitCodes.Refused;
        }
        ISourceFormat? pace = null;
        if (parsed.GetValue(Choice.Mapping) is not null || parsed.GetValue(Choice.Format) is not null)
        {
            if (Choice.Read(parsed, errors, out _) is not var (format, mapping))
                return ExitCodes.Refused;
            pace = SourceFormats.Open(format, new SourceSettings { Name = "pace", Mapping = mapping });
        }
        var play = new SourcePlay(
            file,
            new SourceTarget(to, parsed.GetValue(Source)!, query, secret, parsed.GetValue(Header), parsed.GetValue(User), parsed.GetValue(SignedAs)),
            parsed.GetValue(Socket), speed, retries,
            new RawScript(TimeSpan.FromSeconds(parsed.GetValue(Gap)), pace, address));
        return await play.RunAsync(output, errors, TimeProvider.System, cancel);
    }
}
