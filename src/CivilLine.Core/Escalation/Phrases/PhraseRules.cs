using System.Text.Json.Serialization;
using CivilLine.Scoring;

namespace CivilLine.Escalation.Phrases;

/// <summary>A wording that is not what the model takes it for: its words are left out before <paramref name="Categories"/> are judged.</summary>
public sealed record AllowedPhrase(Phrase Phrase, IReadOnlyList<Category> Categories, string? Note = null);

/// <summary>A wording that always counts, whatever the model makes of it.</summary>
/// <param name="Target">At whom it is aimed; null for what the model says, or the agent where it says nothing.</param>
public sealed record FlaggedPhrase(
    Phrase Phrase, Category Category, Severity Severity = Severity.Caution, Target? Target = null, string? Note = null);

/// <summary>A policy's own wordings.</summary>
public sealed record PhraseRules(IReadOnlyList<AllowedPhrase> Allow, IReadOnlyList<FlaggedPhrase> Flag)
{
    /// <summary>Of both kinds together.</summary>
    public const int Most = 500;

    public static readonly PhraseRules None = new([], []);

    /// <summary>What an allowed phrase clears where its rule does not say: never what a life may hang on.</summary>
    public static readonly IReadOnlyList<Category> ClearedByDefault =
        [Category.Swearing, Category.Hostility, Category.Discrimination, Category.Sexual];

    internal const int AllowMark = 1;

    private readonly Lazy<PhraseMatcher> _matcher = new(() => new PhraseMatcher(
        [.. Allow.Select(rule => (rule.Phrase, AllowMark)), .. Flag.Select(rule => (rule.Phrase, FlagMark(rule.Category)))]));

    [JsonIgnore]
    public bool IsEmpty => Allow.Count == 0 && Flag.Count == 0;

    /// <summary>Its phrases are the allowed ones and then the flagged ones.</summary>
    internal PhraseMatcher Matcher => _matcher.Value;

    internal static int FlagMark(Category category) => 2 << (int)category;

    /// <summary>The flagged phrase that put <paramref name="category"/> on a normalised text; null where none did.</summary>
    internal Phrase? Flagging(string text, Category category)
    {
        if (Flag.Count == 0 || Matcher.Match(text) is not { } matches)
            return null;
        for (var i = 0; i < Flag.Count; i++)
        {
            if (matches.Phrases[Allow.Count + i] && Flag[i].Category == category)
                return Flag[i].Phrase;
        }

        return null;
    }

    public bool Equals(PhraseRules? other) => other is not null && Allow.SequenceEqual(other.Allow) && Flag.SequenceEqual(other.Flag);

    public override int GetHashCode() => HashCode.Combine(Allow.Count, Flag.Count);
}
