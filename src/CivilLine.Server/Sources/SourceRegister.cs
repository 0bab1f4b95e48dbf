using CivilLine.Security;
using Microsoft.Extensions.Options;

namespace CivilLine.Sources;

/// <summary>The configured sources, ready to be read from.</summary>
internal sealed class SourceRegister(IOptions<SourcesOptions> options, Roster roster, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, ConfiguredSource> _sources = options.Value.ToDictionary(
        source => source.Key, source => new ConfiguredSource(source.Key, source.Value, roster, time), StringComparer.Ordinal);

    public IReadOnlyCollection<ConfiguredSource> All => _sources.Values;

    public ConfiguredSource? Find(string name) => _sources.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (var source in _sources.Values)
            source.Dispose();
    }
}
