using System.Text.Json;

namespace CivilLine.Ingest;

internal static class JsonNames
{
    /// <summary>Whether the reader stands on this name; one whose escapes make no text is none of ours.</summary>
    public static bool NameIs(this in Utf8JsonReader reader, string name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException) when (reader.ValueIsEscaped)
        {
            return false;
        }
    }
}
