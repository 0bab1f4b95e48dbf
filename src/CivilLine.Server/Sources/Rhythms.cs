using CivilLine.Calls;
using Microsoft.Extensions.Options;

namespace CivilLine.Sources;

/// <summary>How long a live call of each source may go unheard before somebody should know.</summary>
internal sealed class Rhythms(SourceRegister sources, IOptions<CallOptions> options)
{
    /// <param name="owner">A key's id, or a configured source's own.</param>
    public TimeSpan Of(string owner)
    {
        TimeSpan? own = null;
        foreach (var source in sources.All)
        {
            // Several sources may share a key: the most patient of them speaks for it.
            if (source.Owner == owner && !(source.QuietAfter <= own))
                own = source.QuietAfter;
        }

        return own ?? TimeSpan.FromSeconds(options.Value.QuietSeconds);
    }
}
