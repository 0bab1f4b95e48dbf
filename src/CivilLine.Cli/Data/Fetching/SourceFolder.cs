using System.IO.Enumeration;

namespace CivilLine.Cli.Data.Fetching;

/// <summary>The fetched files of one source.</summary>
internal sealed record SourceFolder(string Root, DataSource Source)
{
    /// <summary>The source's files in the order of its paths and, within one, of their names; folders with everything in them.</summary>
    public IEnumerable<SourceFile> Files => Source.Paths.SelectMany(path => Find(Root, path));

    public SourceFile File(string name) => Files.Single(file => file.Name == name);

    public static bool Has(string root, string path) => Find(root, path).Any();

    private static IEnumerable<SourceFile> Find(string root, string path)
    {
        var pattern = path.EndsWith('/') ? path + "*" : path;
        var fixedPart = pattern.Split('*')[0];
        var folder = Path.Combine(root, Path.GetDirectoryName(fixedPart) ?? "");
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => new SourceFile(file, Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Where(file => !file.Name.StartsWith(".git/", StringComparison.Ordinal)
                && FileSystemName.MatchesSimpleExpression(pattern, file.Name, ignoreCase: false))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
    }
}

/// <param name="Name">From the repository's root, with slashes.</param>
internal sealed record SourceFile(string Path, string Name)
{
    /// <summary>The file's own name up to its first dot.</summary>
    public string Stem => System.IO.Path.GetFileName(Name).Split('.')[0];
}
