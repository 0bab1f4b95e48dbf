using CivilLine.Scoring;
using CivilLine.Security;

namespace CivilLine.Review.Labels;

internal static class LabelRules
{
    public const int NoteLength = 1000;

    /// <summary>The first rule that a label breaks, as a refusal; null where it breaks none.</summary>
    public static IResult? Refuse(LabelRequest given)
    {
        if (string.IsNullOrEmpty(given.UtteranceId))
            return Invalid("utteranceId", "'utteranceId' must name the fragment.");
        if (given.Revision is not >= 0)
            return Invalid("revision", "'revision' must say which revision was read; it is 0 or more.");
        return Refuse(given.Categories, given.Target, given.Severity, given.Note);
    }

    /// <summary>The first rule that what was said breaks, whatever it was said of.</summary>
    public static IResult? Refuse(IReadOnlyList<Category>? said, Target? at, Severity? strength, string? note)
    {
        if (said is not { } categories)
            return Invalid("categories", "'categories' must list what applies; an empty list says that nothing does.");
        if (categories.Any(category => !Enum.IsDefined(category)))
            return Invalid("categories", "'categories' holds something that is no category.");
        if (at is not { } target || !Enum.IsDefined(target))
            return Invalid("target", "'target' must be one of none, agent, company, thirdParty, situation, self.");
        if (strength is { } severity && !Enum.IsDefined(severity))
            return Invalid("severity", "'severity' must be one of info, caution, serious, critical.");
        if (categories.Count == 0 != strength is null)
            return Invalid("severity", "'severity' must be given where a category applies, and left out where none does.");
        return note?.Length > NoteLength
            ? Invalid("note", $"'note' may have at most {NoteLength} characters.")
            : null;
    }

    private static IResult Invalid(string member, string detail) =>
        Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
}
