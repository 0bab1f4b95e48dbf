using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CivilLine.Ingest;

/// <summary>How many sockets each key has open.</summary>
internal sealed class StreamCounts(IOptions<IngestOptions> options)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    public bool TryOpen(string keyId) => TryOpen(keyId, options.Value.StreamsPerKey);

    public bool TryOpen(string keyId, int most)
    {
        if (_open.AddOrUpdate(keyId, 1, (_, open) => open + 1) <= most)
            return true;
        Close(keyId);
        return false;
    }

    public int Of(string keyId) => _open.GetValueOrDefault(keyId);

    public void Close(string keyId) => _open.AddOrUpdate(keyId, 0, (_, open) => open - 1);
}
