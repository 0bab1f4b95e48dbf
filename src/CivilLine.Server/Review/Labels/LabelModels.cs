using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.Labels;

/// <summary>What a reviewer says of a fragment. Holds no words: those are the call's, and go with it.</summary>
/// <param name="Severity">Null exactly where no category applies.</param>
/// <param name="ModelVersion">The model and policy in force when it was said.</param>
internal sealed record Label(
    long Id, long CallKey, string UtteranceId, int Revision, string LabellerId, string Labeller, DateTimeOffset At,
    CategorySet Categories, Target Target, Severity? Severity, string? Note, string ModelVersion, string PolicyVersion)
{
    public bool Says(Label other) =>
        (Categories, Target, Severity) == (other.Categories, other.Target, other.Severity);
}

internal sealed record LabelRequest(
    string? UtteranceId, int? Revision, IReadOnlyList<Category>? Categories, Target? Target, Severity? Severity, string? Note);

/// <param name="Mine">Whether the viewer said it.</param>
public sealed record LabelView(
    string UtteranceId, int Revision, string Labeller, bool Mine, DateTimeOffset At, IReadOnlyList<Category> Categories,
    Target Target, Severity? Severity, string? Note, string ModelVersion, string PolicyVersion);

/// <summary>
/// A fragment's labels, the newest of each reviewer. Others' are kept back until the viewer has labelled it: a second
/// opinion that has seen the first is none.
/// </summary>
/// <param name="Others">How many others labelled it, shown or not.</param>
public sealed record FragmentLabels(string UtteranceId, IReadOnlyList<LabelView> Labels, int Others);

/// <summary>How far two reviewers who had not seen each other's label agree on one category.</summary>
/// <param name="Pairs">Fragments labelled by two.</param>
/// <param name="Kappa">Cohen's; null where both always said the same one thing, so that chance alone explains it.</param>
public sealed record CategoryAgreement(Category Category, int Pairs, int BothYes, int BothNo, int OnlyFirst, int OnlySecond, double? Kappa);

/// <param name="Alike">Pairs that agree on every category.</param>
public sealed record Agreement(int Pairs, int Alike, IReadOnlyList<CategoryAgreement> Categories);

public sealed record CallLabels(IReadOnlyList<FragmentLabels> Fragments, Agreement Agreement);

/// <summary>Why a fragment is asked about.</summary>
public enum LabelReason
{
    NearThreshold,
    StagesDisagree,
    Dismissed,
    SecondOpinion,
    Chance,
}

/// <param name="Category">Which category it is about; null for those that are about none.</param>
/// <param name="Score">The score, and beside it the threshold or what the first stage said.</param>
public sealed record QueueReason(LabelReason Kind, Category? Category, float? Score, float? Beside);

public sealed record QueueTurn(Speaker Speaker, string Text, long StartMs);

public sealed record QueueItem(
    string CallId, string UtteranceId, int Revision, Speaker Speaker, string Text, long StartMs, DateTimeOffset ReceivedAt,
    IReadOnlyList<QueueTurn> Before, IReadOnlyList<QueueReason> Reasons, int Others);

/// <param name="Considered">How many fragments the queue was drawn from.</param>
public sealed record LabelQueuePage(IReadOnlyList<QueueItem> Items, int Considered);
