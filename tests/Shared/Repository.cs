namespace CivilLine.Shared;

/// <summary>Finds the repository's own files from wherever the driver was built to.</summary>
internal static class Repository
{
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    public static string Root { get; } = FindRoot();

    public static string Corpora => Path.Combine(Root, "models", "corpora");

    public static string Server =>
        Path.Combine(Root, "src", "CivilLine.Server", "bin", Configuration, "net10.0", "CivilLine.Server.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No Monitor.sln above {AppContext.BaseDirectory}: run this from a clone.");
    }
}
