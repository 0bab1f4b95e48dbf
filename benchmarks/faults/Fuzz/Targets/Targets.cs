using CivilLine.Sources;
using CivilLine.Sources.Mapping;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>Every parser on the way in.</summary>
internal static class Targets
{
    /// <summary>Those that read in this process.</summary>
    public static IEnumerable<FuzzTarget> Parsers() =>
    [
        new EventTarget(),
        new LinesTarget(),
        .. SourceFormats.Names.Where(name => name != SourceFormats.Mapped).Select(name => new SourceTarget("source-" + name, name, null)),
        .. MappingFiles.Shipped.Select(name => new SourceTarget("mapped-" + name, SourceFormats.Mapped, MappingReader.Read(MappingFiles.ShippedText(name)!).Mapping)),
        new MappingTarget(),
        new PolicyTarget(),
        new KafkaTarget(),
        new GzipTarget(),
        new SignatureTarget(),
        new SearchTarget(),
        new RedactTarget(),
        new NormalizeTarget(),
    ];
}
