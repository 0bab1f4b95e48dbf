using System.CommandLine;
using CivilLine.Sources;
using CivilLine.Sources.Mapping;

namespace CivilLine.Cli.Sources;

/// <summary>The options that say how a vendor's messages are read: <c>--mapping</c> or <c>--format</c>, and whose its channels are.</summary>
internal sealed class FormatChoice
{
    public Option<string?> Mapping { get; } = new("--mapping")
    {
        Description = "The mapping file, or the name of a shipped one.", HelpName = "FILE",
    };

    public Option<string?> Format { get; } = new("--format")
    {
        Description = "A built-in format; 'source formats' lists them.", HelpName = "NAME",
    };

    /// <returns>How to open the format; null where the options do not say, or the mapping has mistakes, which are told.</returns>
    /// <param name="hasMistakes">Whether a mapping was read, and refused.</param>
    public (string Format, SourceMapping? Mapping)? Read(ParseResult parsed, TextWriter errors, out bool hasMistakes)
    {
        hasMistakes = false;
        var (mapping, format) = (parsed.GetValue(Mapping), parsed.GetValue(Format));
        if (mapping is null == format is null)
            errors.WriteLine("Give either --mapping FILE or --format NAME.");
        else if (format == SourceFormats.Mapped)
            errors.WriteLine("A mapping needs its file: --mapping FILE.");
        else if (format is not null && !SourceFormats.Names.Contains(format))
            errors.WriteLine($"There is no format '{format}': one of {string.Join(", ", SourceFormats.Names.Where(name => name != SourceFormats.Mapped))}.");
        else if (format is not null)
            return (format, null);
        else if (MappingFiles.Open(mapping!, out var mistakes) is { } read)
            return (SourceFormats.Mapped, read);
        else
        {
            foreach (var mistake in mistakes)
                errors.WriteLine(mistake);
            hasMistakes = File.Exists(mapping);
        }
        return null;
    }
}
