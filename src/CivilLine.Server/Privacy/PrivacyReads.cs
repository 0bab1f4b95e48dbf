using System.Text.Json;
using CivilLine.Backups;
using CivilLine.Review;
using CivilLine.Store;

namespace CivilLine.Privacy;

/// <summary>What is said with an erasure, besides what went.</summary>
internal static class PrivacyReads
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8), Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the index, which follows on a thread of its own.</summary>
    public static async Task<bool> ClearedAsync(ReviewDatabase review, long number, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            using (var connection = review.Open())
                if (connection.Number("SELECT LastErased FROM Cleared") >= number)
                    return true;
            if (time.GetElapsedTime(started) >= Patience)
                return false;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Evidence of these calls, and labels since the first of them began.</summary>
    public static IReadOnlyList<TakenExport> Exports(ReviewDatabase review, IReadOnlyList<string> callIds, DateTimeOffset since)
    {
        using var connection = review.Open();
        return connection.Read(
            row => new TakenExport(row.Time(0), row.GetString(1), row.GetString(2), row.TextOrNull(3)),
            """
            SELECT At, By, Kind, CallId FROM Acts
            WHERE (Kind = 'evidenceExported' AND CallId IN (SELECT value FROM json_each($calls))) OR (Kind IN ('labelsExported', 'personExported') AND At >= $since)
            ORDER BY Id
            """,
            ("$calls", JsonSerializer.Serialize(callIds)), ("$since", since.ToUnixTimeMilliseconds()));
    }

    public static IReadOnlyList<BackupMade> Backups(DataFolder folder, DateTimeOffset since)
    {
        try
        {
            return [.. BackupsMade.Of(folder.Path).Where(one => one.At >= since)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [new BackupMade(since, $"unknown: {StoreFiles.Made} cannot be read ({fault.Message})")];
        }
    }
}
