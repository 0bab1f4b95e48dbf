using System.Buffers;

namespace CivilLine.Ingest;

/// <summary>The limits of the wire contract.</summary>
internal static class EventRules
{
    public const int BodyBytes = 16 * 1024 * 1024;
    public const int LineBytes = 64 * 1024;
    public const int TextBytes = 8 * 1024;
    public const int ReasonBytes = 1024;
    public const int IdLength = 128;
    public const int MaxRevision = 999;
    public const long MaxOffsetMs = 24L * 60 * 60 * 1000;

    /// <summary>The largest whole number that every JSON reader keeps exactly.</summary>
    public const long MaxSequence = (1L << 53) - 1;

    public const string IdRule = "1 to 128 characters of A-Z a-z 0-9 . _ : -";

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static bool IsId(ReadOnlySpan<char> id) =>
        id.Length is > 0 and <= IdLength && !id.ContainsAnyExcept(IdCharacters);
}
