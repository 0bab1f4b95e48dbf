using System.Text;

namespace CivilLine.Perspective;

internal static class AnalyzeRules
{
    public const int TextBytes = 20 * 1024;

    /// <summary>The first rule that a request breaks, in Perspective's words where it has some; null where it breaks none.</summary>
    public static Refusal? Refuse(AnalyzeRequest request)
    {
        if (RefuseText(request.Comment) is { } refusal)
            return refusal;
        if (request.RequestedAttributes is not { Count: > 0 } attributes)
            return Refusal.Of("MISSING_REQUESTED_ATTRIBUTES", "Missing requested_attributes");
        foreach (var (name, given) in attributes)
        {
            if (!request.DropUnsupportedAttributes && RefuseAttribute(name) is { } unknown)
                return unknown;
            if (RefuseScoreType(name, given?.ScoreType) is { } unsupported)
                return unsupported;
            if (given?.ScoreThreshold is not (null or (>= 0 and <= 1)))
                return Refusal.Invalid($"score_threshold of attribute {name} must be from 0 to 1.");
        }
        return RefuseLanguages(request.Languages, request.Comment!.Text!, attributes.Keys.First());
    }

    public static Refusal? RefuseAttribute(string name) => Attributes.Of(name) is null
        ? Refusal.Of("UNKNOWN_ATTRIBUTE", $"Unknown requested attribute: {name}. Known are {string.Join(", ", Attributes.Names)}.")
        : null;

    public static Refusal? RefuseScoreType(string attribute, string? type) =>
        type is null or "" or "SCORE_TYPE_UNSPECIFIED" or "PROBABILITY"
            ? null
            : Refusal.Of("UNSUPPORTED_SCORE_TYPE", $"Requested score type {type} is not supported by attribute {attribute}");

    /// <param name="attribute">The one that the refusal names.</param>
    public static Refusal? RefuseLanguages(IReadOnlyList<string>? languages, string text, string attribute)
    {
        if (languages is not { Count: > 0 })
            return Languages.MayBeEnglish(text)
                ? null
                : Refusal.Of("UNABLE_TO_DETECT_LANGUAGE", "Unable to detect language: say 'languages'; en is supported.");
        return languages.Where(language => !Languages.IsEnglish(language)).ToList() is { Count: > 0 } others
            ? Refusal.Languages(attribute, others)
            : null;
    }

    public static Refusal? RefuseText(TextEntry? comment)
    {
        if (comment?.Type is not (null or "" or "TEXT_TYPE_UNSPECIFIED" or "PLAIN_TEXT"))
            return Refusal.Of("UNSUPPORTED_TEXT_TYPE", "Currently, only 'PLAIN_TEXT' comments are supported");
        if (string.IsNullOrWhiteSpace(comment?.Text))
            return Refusal.Of("COMMENT_EMPTY", "Comment must be non-empty.");
        return Encoding.UTF8.GetByteCount(comment.Text) > TextBytes
            ? Refusal.Of("COMMENT_TOO_LONG", $"Comment text too long. At most {TextBytes} bytes of UTF-8 are allowed.")
            : null;
    }
}
