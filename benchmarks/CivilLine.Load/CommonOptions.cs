using System.CommandLine;

namespace CivilLine.Load;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static readonly Option<int> Calls = new("--calls")
    {
        Description = "Calls at a time.",
        DefaultValueFactory = _ => 400,
    };

    public static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long each measurement lasts.",
        DefaultValueFactory = _ => 20,
    };

    public static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = "The folder of public data (it has benign/ and eval/).",
        Required = true,
    };
}
