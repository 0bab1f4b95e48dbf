using System.Text.Json.Serialization;

namespace CivilLine.Perspective;

/// <summary>A refusal in the shape of Google's APIs, which clients of Perspective read.</summary>
internal sealed record Refusal(int Code, string Message, string Status, IReadOnlyList<RefusalDetail>? Details = null)
{
    public static readonly Refusal NoKey = new(
        StatusCodes.Status403Forbidden, "The request is missing a valid API key.", "PERMISSION_DENIED");

    public static readonly Refusal WrongKey = new(
        StatusCodes.Status400BadRequest, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT",
        [new("type.googleapis.com/google.rpc.ErrorInfo") { Reason = "API_KEY_INVALID", Domain = "googleapis.com" }]);

    public static readonly Refusal TooFast = new(
        StatusCodes.Status429TooManyRequests, "Quota exceeded for quota metric 'Analysis requests' of this key; ask again later.",
        "RESOURCE_EXHAUSTED");

    public static readonly Refusal TooManySuggestions = TooFast with
    {
        Message = "Quota exceeded for quota metric 'Score suggestions' of this key; suggest again later.",
    };

    public static readonly Refusal SuggestionsFull = TooFast with
    {
        Message = "As many suggestions of this key as may be (Perspective:SuggestionsWaiting) wait for a reviewer; suggest again later.",
    };

    public static readonly Refusal Unreadable = Invalid("Invalid JSON payload received.");

    public static Refusal Invalid(string message) => new(StatusCodes.Status400BadRequest, message, "INVALID_ARGUMENT");

    /// <param name="type">Perspective's own name of the mistake.</param>
    public static Refusal Of(string type, string message) => Invalid(message) with
    {
        Details = [new(RefusalDetail.Analyzer) { ErrorType = type }],
    };

    public static Refusal Languages(string attribute, IReadOnlyList<string> languages) =>
        Invalid($"Attribute {attribute} does not support request languages: {string.Join(", ", languages)}") with
        {
            Details =
            [
                new(RefusalDetail.Analyzer)
                {
                    ErrorType = "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
                    LanguageNotSupportedByAttributeError = new(languages, attribute),
                },
            ],
        };

    public IResult Result() => Results.Json(new { error = this }, PerspectiveJson.Options, statusCode: Code);
}

internal sealed record RefusalDetail([property: JsonPropertyName("@type")] string Type)
{
    public const string Analyzer = "type.googleapis.com/google.commentanalyzer.v1alpha1.Error";

    public string? ErrorType { get; init; }
    public string? Reason { get; init; }
    public string? Domain { get; init; }
    public UnsupportedLanguages? LanguageNotSupportedByAttributeError { get; init; }
}

internal sealed record UnsupportedLanguages(IReadOnlyList<string> DetectedLanguages, string Attribute);
