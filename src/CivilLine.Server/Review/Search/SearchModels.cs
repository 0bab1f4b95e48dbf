using CivilLine.Calls;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.Search;

/// <summary>Words of a call that speak for it: where the search's words stand, else what weighed most.</summary>
/// <param name="Category">Of the alert that these words raised; null for words that were searched.</param>
public sealed record SearchHit(
    string UtteranceId, Speaker Speaker, long StartMs, string Text, IReadOnlyList<Highlight> Spans, Category? Category);

/// <param name="Call">One that goes on has no end yet.</param>
/// <param name="HitCount">In how many fragments the search's words stand.</param>
/// <param name="Labelled">How many fragments reviewers have labelled.</param>
public sealed record FoundCall(CallView Call, IReadOnlyList<SearchHit> Hits, int HitCount, int Labelled);

/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
/// <param name="Waiting">Calls that are over and whose words cannot be found yet.</param>
public sealed record SearchPage(IReadOnlyList<FoundCall> Calls, string? Next, int Waiting);

/// <summary>Where a search's words stand in one call, in the order of its transcript.</summary>
public sealed record CallMatches(IReadOnlyList<SearchHit> Hits);

/// <summary>What the list's address may say, and <paramref name="Q"/>: words that were said on calls stand in no address.</summary>
internal sealed record SearchAsked(
    string? Q, string? Team, string? Category, string? Severity, string? From, string? To, string? Labels, bool? Live, string? After, int? Limit)
{
    public QueryReader Reader() => QueryReader.Of(
        ("q", Q), ("team", Team), ("category", Category), ("severity", Severity), ("from", From), ("to", To), ("labels", Labels),
        ("live", Live), ("after", After), ("limit", Limit));
}

internal sealed record WordsAsked(string? Q);

public sealed record TeamName(string Id, string Name);

/// <summary>What a reviewer may filter by.</summary>
public sealed record SearchChoices(IReadOnlyList<TeamName> Teams);
