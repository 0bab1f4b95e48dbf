using System.Globalization;
using CivilLine.Calls;
using CivilLine.Scoring;

namespace CivilLine.Review.Search;

/// <summary>How far a call's labels have come.</summary>
internal enum LabelState
{
    None,
    Labelled,
    WantsSecond,
    Disputed,
    Mine,
}

/// <summary>What a search of past calls is asked for; all that is given must hold.</summary>
/// <param name="Severity">A minimum of the call's worst.</param>
/// <param name="IsLive">Only calls that go on, or only those that are over; null for both.</param>
/// <param name="From">First moment of the call's start; <paramref name="To"/> is the first that is too late.</param>
internal sealed record SearchQuery(
    string? Text, SearchTerms Terms, string? Team, Category? Category, Severity? Severity, DateTimeOffset? From, DateTimeOffset? To,
    LabelState? Labels, bool? IsLive, (long StartedAt, long Key)? After, int Limit)
{
    public const int DefaultLimit = 30;
    public const int MaxLimit = 100;

    public static SearchQuery Read(QueryReader query)
    {
        var text = query.Text("q")?.Trim();
        if (text?.Length > SearchTerms.MaxLength)
            query.Fail("q", $"may have at most {SearchTerms.MaxLength} characters");
        var terms = SearchTerms.Parse(text ?? "");
        if (terms.Count > SearchTerms.MaxTerms)
            query.Fail("q", $"may have at most {SearchTerms.MaxTerms} words");
        return new SearchQuery(
            string.IsNullOrEmpty(text) ? null : text,
            terms,
            query.Text("team"),
            query.OneOf<Category>("category"),
            query.OneOf<Severity>("severity"),
            query.Time("from"),
            query.Time("to"),
            query.OneOf<LabelState>("labels"),
            query.Flag("live"),
            Cursor(query),
            (int)(query.Integer("limit", 1, MaxLimit) ?? DefaultLimit));
    }

    public static string CursorOf(long startedAt, long key) => string.Create(CultureInfo.InvariantCulture, $"{startedAt}-{key}");

    private static (long, long)? Cursor(QueryReader query)
    {
        if (query.Text("after") is not { } text)
            return null;
        if (text.Split('-') is [var at, var call]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var startedAt)
            && long.TryParse(call, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
            return (startedAt, key);
        query.Fail("after", "must be the 'next' of an answer");
        return null;
    }
}
