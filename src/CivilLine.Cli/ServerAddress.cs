using System.CommandLine;

namespace CivilLine.Cli;

/// <summary>The option <c>--to</c>: a server's address, by default that of a server started without options.</summary>
internal static class ServerAddress
{
    private static readonly Uri Usual = new("http://127.0.0.1:5080");

    /// <param name="recursive">Whether the commands below it have it too.</param>
    public static Option<Uri> Option(bool recursive = false) => new("--to")
    {
        Description = "The server's address.",
        DefaultValueFactory = _ => Usual,
        Recursive = recursive,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                return address;
            result.AddError("--to must be an http or https address.");
            return Usual;
        },
    };
}
