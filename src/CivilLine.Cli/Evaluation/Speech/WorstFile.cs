using System.Globalization;

namespace CivilLine.Cli.Evaluation.Speech;

/// <summary>The gravest alarms in real speech with their words, for the one reading once a version is final.</summary>
internal static class WorstFile
{
    private const int Most = 200;

    public static void Write(string path, IEnumerable<AlarmTally> tallies) => File.WriteAllLines(path, tallies
        .SelectMany(tally => tally.Worst)
        .OrderByDescending(alarm => alarm.Alert.Severity).ThenByDescending(alarm => alarm.Alert.Score)
        .Take(Most)
        .Select(alarm => string.Create(
            CultureInfo.InvariantCulture,
            $"{alarm.Alert.Severity}\t{alarm.Alert.Category}\t{alarm.Alert.Score:F3}\t{alarm.Where}\t{alarm.Alert.Text}")));

    /// <summary>Whether a file would lie in a repository: words of others' data must not.</summary>
    public static bool IsInRepository(string path)
    {
        for (var folder = new FileInfo(path).Directory; folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")) || File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
                return true;
        }
        return false;
    }
}
