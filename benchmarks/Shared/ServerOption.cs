using System.CommandLine;

namespace CivilLine.Shared;

internal static class ServerOption
{
    public static readonly Option<string> Server = new("--server")
    {
        Description = "The server's assembly.",
        DefaultValueFactory = _ => Repository.Server,
    };
}
