using System.Text.Json;

namespace CivilLine.Cli.Sources;

/// <summary>A file of a vendor's messages: one JSON value over as many lines as it likes, or one message a line.</summary>
internal static class RawMessages
{
    public static IEnumerable<(int Line, string Text)> Split(string text)
    {
        if (IsOneJson(text))
        {
            yield return (1, text);
            yield break;
        }
        var line = 0;
        foreach (var one in text.Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(one))
                yield return (line, one.Trim());
        }
    }

    private static bool IsOneJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
