using System.Text.Json;

namespace CivilLine.Backups;

/// <summary>A backup that was made of a data folder; where the file has gone since, nobody here knows.</summary>
public sealed record BackupMade(DateTimeOffset At, string File);

/// <summary>The backups that were made of a data folder, so that whoever erases a call can be told which hold it still.</summary>
public static class BackupsMade
{
    public static void Note(string folder, BackupMade made)
    {
        var path = Path.Combine(folder, StoreFiles.Made);
        if (!File.Exists(path))
            OwnFiles.Create(path).Dispose();
        File.AppendAllText(path, JsonSerializer.Serialize(made, JsonSerializerOptions.Web) + "\n");
    }

    /// <summary>Oldest first; a line that was cut off is passed over.</summary>
    public static IReadOnlyList<BackupMade> Of(string folder)
    {
        var path = Path.Combine(folder, StoreFiles.Made);
        return File.Exists(path) ? [.. File.ReadLines(path).Select(Read).OfType<BackupMade>()] : [];
    }

    private static BackupMade? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupMade>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
