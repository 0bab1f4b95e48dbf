namespace CivilLine.Cli.Speech;

/// <summary>Times for transcripts that have none: the pace at which people talk.</summary>
internal static class SpeechPace
{
    public const int MsAWord = 330;
    public const int MsBetween = 600;

    public static long Length(string text) => MsAWord * (text.Count(char.IsWhiteSpace) + 1);
}
