using CivilLine.Ingest;
using CivilLine.Sources.Kafka;
using CivilLine.Sources.Mapping;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Sources;

/// <summary>Every mistake in the configured sources at once, each with its path and what is allowed.</summary>
internal sealed class SourceOptionsCheck : IValidateOptions<SourcesOptions>
{
    public const int LeastSecret = 16;

    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var wrong = options.SelectMany(source => Wrong(source.Key, source.Value)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(string name, SourceOptions source)
    {
        var path = $"{SourcesOptions.Section}:{name}";
        if (!EventRules.IsId(name))
            yield return $"{path}: the name is part of an address; it has {EventRules.IdRule}.";
        if (!SourceFormats.Names.Contains(source.Format))
            yield return $"{path}:Format is '{source.Format}': one of {string.Join(", ", SourceFormats.Names)}.";
        foreach (var wrong in WrongMapping(source))
            yield return $"{path}:Mapping{wrong}";
        if (source.QuietSeconds is < 1 or > 3600)
            yield return $"{path}:QuietSeconds is {source.QuietSeconds}: from 1 to 3600.";
        foreach (var wrong in SourceGuards.Wrong(source))
            yield return $"{path}:{wrong}";
        foreach (var wrong in ConnectionRules.Wrong(source).Concat(KafkaRules.Wrong(source)))
            yield return $"{path}:{wrong}";
        if (source.Sockets is < 1 or > 100_000)
            yield return $"{path}:Sockets is {source.Sockets}: allowed are 1 to 100000.";
        foreach (var (channel, speaker) in source.Speakers)
            if (!Enum.TryParse<Speaker>(speaker, ignoreCase: true, out var known) || !Enum.IsDefined(known))
                yield return $"{path}:Speakers:{channel} is '{speaker}': one of customer, agent, unknown.";
    }

    private static IEnumerable<string> WrongMapping(SourceOptions source)
    {
        if (source.Format != SourceFormats.Mapped)
            return source.Mapping is null ? [] : [$" is for Format={SourceFormats.Mapped} alone."];
        if (source.Mapping is null)
            return [$" must name a mapping file, or one of {string.Join(", ", MappingFiles.Shipped)}."];
        _ = MappingFiles.Open(source.Mapping, out var wrong);
        return wrong.Select(one => $": {one}");
    }
}
