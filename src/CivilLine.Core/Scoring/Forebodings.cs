using System.Collections.Frozen;

namespace CivilLine.Scoring;

/// <summary>Whether a text breaks off at a verb of violence, so that its next word decides between a person and a parcel.</summary>
internal static class Forebodings
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Verbs = new[]
    {
        "kill", "murder", "shoot", "stab", "strangle", "punch", "smash", "burn", "slap", "throttle", "hurt", "bury",
        "beat", "attack", "choke", "drown", "batter", "destroy",
    }.ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsOne(string text)
    {
        var end = text.AsSpan().TrimEnd();
        return Verbs.Contains(end[(end.LastIndexOf(' ') + 1)..]);
    }
}
