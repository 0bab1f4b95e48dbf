using CivilLine.Scoring;

namespace CivilLine.Review.Suggestions;

/// <summary>What somebody outside says that a text should be, for a reviewer to accept or decline.</summary>
/// <param name="Text">Redacted before anything else sees it.</param>
/// <param name="Categories">What the attributes say of our categories; null where they do not say it.</param>
/// <param name="ModelCategories">What the model said when it came; so <paramref name="ModelSeverity"/>.</param>
internal sealed record Suggestion(
    long Id, DateTimeOffset At, string KeyId, string KeyName, string Text, IReadOnlyList<SuggestionScore> Attributes,
    CategorySet? Categories, string ModelVersion, CategorySet ModelCategories, Severity? ModelSeverity);

/// <param name="Name">Perspective's.</param>
/// <param name="Said">From 0 to 1, as is <paramref name="Ours"/>, the model's at that moment.</param>
public sealed record SuggestionScore(string Name, double Said, double Ours);

/// <summary>A suggestion that a reviewer made training data of, with the label that the reviewer gave it.</summary>
internal sealed record AcceptedSuggestion(long Id, string Text, CategorySet Categories, Target Target, Severity? Severity);

internal sealed record SuggestionDecision(bool IsAccepted, CategorySet? Categories, Target? Target, Severity? Severity, string? Note)
{
    public static readonly SuggestionDecision Declined = new(false, null, null, null, null);
}

internal enum DecideOutcome
{
    Decided,
    DecidedBefore,
    NoSuch,
}

/// <param name="Severity">Given where a category applies, and left out where none does.</param>
internal sealed record AcceptRequest(IReadOnlyList<Category>? Categories, Target? Target, Severity? Severity, string? Note);

/// <param name="From">The name of the key that it came with.</param>
/// <param name="Categories">Null where what was suggested does not say which.</param>
public sealed record SuggestionView(
    long Id, DateTimeOffset At, string From, string Text, IReadOnlyList<SuggestionScore> Attributes,
    IReadOnlyList<Category>? Categories, string ModelVersion, IReadOnlyList<Category> ModelCategories, Severity? ModelSeverity);

/// <param name="Items">The oldest first.</param>
/// <param name="Waiting">How many there are in all.</param>
public sealed record SuggestionPage(IReadOnlyList<SuggestionView> Items, long Waiting);
