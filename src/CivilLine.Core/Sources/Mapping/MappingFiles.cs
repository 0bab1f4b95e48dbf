using System.Reflection;

namespace CivilLine.Sources.Mapping;

/// <summary>Mapping files: a centre's own, and those shipped with this program, by their names.</summary>
public static class MappingFiles
{
    private const string Prefix = "CivilLine.Sources.Mapping.";
    private const string Suffix = ".yaml";

    private static readonly Assembly Here = typeof(MappingFiles).Assembly;

    /// <summary>The names of those that are shipped.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
    [
        .. Here.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal),
    ];

    /// <returns>Null where none of this name is shipped.</returns>
    public static string? ShippedText(string name)
    {
        using var stream = Shipped.Contains(name) ? Here.GetManifestResourceStream(Prefix + name + Suffix) : null;
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <param name="file">A file, or the name of a shipped one.</param>
    /// <returns>Null with everything that is wrong, each with file, line and column.</returns>
    public static SourceMapping? Open(string file, out IReadOnlyList<string> wrong)
    {
        try
        {
            var reading = MappingReader.Read(ShippedText(file) ?? File.ReadAllText(file));
            wrong = [.. reading.Problems.Select(problem => $"{file}:{problem}")];
            return reading.Mapping;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            wrong = [$"{file} cannot be read: {error.Message} Name a file, or one of {string.Join(", ", Shipped)}."];
            return null;
        }
    }
}
