using System.Text.RegularExpressions;

namespace CivilLine.Faults.Syncs;

/// <summary>
/// A trace of one event after the other: whether, before each answer began to be sent, the log that had been written for it
/// was synced and the sync had come back.
/// </summary>
/// <param name="Answers">To posted events.</param>
/// <param name="Unsynced">Answers before which no thread had written to the log and then synced it.</param>
/// <param name="Syncs">That came back.</param>
internal sealed partial record SyncTrace(int Answers, int Unsynced, int Syncs)
{
    public static SyncTrace Read(IEnumerable<string> lines)
    {
        var (answers, unsynced, syncs) = (0, 0, 0);
        var isDurable = false;
        var written = new HashSet<string>(StringComparer.Ordinal);
        // A call that another thread interrupts is told in two lines, and the second names no file.
        var begun = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var thread = line.Split(' ', 2)[0];
            if (Write().IsMatch(line))
            {
                written.Add(thread);
            }
            else if (Sync().IsMatch(line))
            {
                if (line.Contains("<unfinished", StringComparison.Ordinal))
                    begun.Add(thread);
                else
                    Synced(thread, line);
            }
            else if (SyncResumed().IsMatch(line) && begun.Remove(thread))
            {
                Synced(thread, line);
            }
            else if (Answer().IsMatch(line))
            {
                answers++;
                unsynced += isDurable ? 0 : 1;
                isDurable = false;
            }
        }
        return new SyncTrace(answers, unsynced, syncs);

        void Synced(string thread, string line)
        {
            if (!line.TrimEnd().EndsWith("= 0", StringComparison.Ordinal))
                return;
            syncs++;
            isDurable |= written.Remove(thread);
        }
    }

    [GeneratedRegex(@"pwrite64\(\d+<[^>]*civilline\.db-wal>")]
    private static partial Regex Write();

    [GeneratedRegex(@"(fdatasync|fsync)\(\d+<[^>]*civilline\.db-wal>")]
    private static partial Regex Sync();

    [GeneratedRegex(@"<\.\.\. (fdatasync|fsync) resumed>")]
    private static partial Regex SyncResumed();

    /// <summary>The first bytes of Kestrel's answer, on a socket.</summary>
    [GeneratedRegex("""(sendto|sendmsg|write|writev)\(\d+<(socket|TCP)[^>]*>.*HTTP/1\.1 200 OK""")]
    private static partial Regex Answer();
}
