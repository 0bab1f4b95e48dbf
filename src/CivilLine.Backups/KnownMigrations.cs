namespace CivilLine.Backups;

/// <summary>The migrations of the store that this build knows, oldest first.</summary>
public static class KnownMigrations
{
    public static IReadOnlyList<string> All { get; } = Read();

    /// <summary>The first that this build does not know; null where it knows all.</summary>
    public static string? Unknown(IEnumerable<string> applied) =>
        applied.FirstOrDefault(one => !All.Contains(one, StringComparer.Ordinal));

    private static IReadOnlyList<string> Read()
    {
        using var reader = new StreamReader(typeof(KnownMigrations).Assembly.GetManifestResourceStream("migrations.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)];
    }
}
