using System.Buffers.Binary;

namespace CivilLine.Store;

/// <summary>What is missing from the database's log.</summary>
/// <param name="Usable">Frames, which is what SQLite calls the pages in it, up to the last commit that is whole.</param>
/// <param name="Expected">Frames that were there; where only the log itself tells, those that are left of them at least.</param>
internal sealed record LogDamage(long Usable, long Expected);

/// <summary>
/// Looks whether the log (SQLite's WAL) has lost commits. SQLite takes it for ended at the first frame that is not whole, and
/// says nothing: after a power cut that is the commit that nobody was told of, after damage it may be thousands that were.
/// To be asked before the database is opened, since SQLite then begins a new log.
/// </summary>
internal static class LogCheck
{
    private const int HeaderBytes = 32, FrameHeaderBytes = 24;
    private const uint Magic = 0x377f0682;

    // Of SQLite's shared memory, which outlives a process that was killed: what the last commit wrote down of the log.
    private const int IndexBytes = 136, IndexFrames = 16, IndexSalts = 32, IndexCopied = 96;

    /// <returns>Null where nothing that was durable is missing, as far as it can be told.</returns>
    public static LogDamage? Find(string database)
    {
        var log = new FileInfo(database + "-wal");
        var told = Told(database + "-shm");
        if (!log.Exists || log.Length <= HeaderBytes)
            return told is { } lost && lost.Frames > lost.Copied ? new LogDamage(0, lost.Frames) : null;
        using var file = new FileStream(log.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        var header = new byte[HeaderBytes];
        file.ReadExactly(header);
        var (usable, isFollowed) = IsWhole(header, out var sum) ? Frames(file, header, sum) : (0, log.Length > HeaderBytes + FrameHeaderBytes);
        if (told is { } index && index.Salts.AsSpan().SequenceEqual(header.AsSpan(16, 8)) && index.Frames > Math.Max(usable, index.Copied))
            return new LogDamage(usable, index.Frames);
        return isFollowed ? new LogDamage(usable, (log.Length - HeaderBytes) / (FrameHeaderBytes + PageBytes(header))) : null;
    }

    /// <returns>
    /// The whole frames up to the last whole commit, and whether a later commit is followed by another: the log is synced
    /// before the next is begun, so that one was durable.
    /// </returns>
    private static (long Usable, bool IsFollowed) Frames(FileStream file, byte[] header, (uint, uint) sum)
    {
        var salts = header.AsSpan(16, 8);
        var frame = new byte[FrameHeaderBytes + PageBytes(header)];
        var (usable, number, isWhole, isLaterCommit) = (0L, 0L, true, false);
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            number++;
            var isOfThisLog = frame.AsSpan(8, 8).SequenceEqual(salts);
            var isCommit = Big(frame, 4) != 0;
            if (isWhole)
            {
                sum = Sum(frame.AsSpan(FrameHeaderBytes), Sum(frame.AsSpan(0, 8), sum, header), header);
                isWhole = isOfThisLog && sum == (Big(frame, 16), Big(frame, 20));
                if (isWhole && isCommit)
                    usable = number;
            }
            if (isWhole || !isOfThisLog)
                continue;
            if (isLaterCommit)
                return (usable, true);
            isLaterCommit = isCommit;
        }
        return (usable, false);
    }

    private static bool IsWhole(byte[] header, out (uint, uint) sum)
    {
        sum = Sum(header.AsSpan(0, 24), default, header);
        return (Big(header, 0) & ~1u) == Magic && PageBytes(header) is >= 512 and <= 65536 && sum == (Big(header, 24), Big(header, 28));
    }

    private static (uint, uint) Sum(ReadOnlySpan<byte> bytes, (uint First, uint Second) sum, byte[] header)
    {
        var isBig = (header[3] & 1) != 0;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            sum.First += (isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes)) + sum.Second;
            sum.Second += (isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])) + sum.First;
        }
        return sum;
    }

    private static (long Frames, long Copied, byte[] Salts)? Told(string index)
    {
        if (!File.Exists(index))
            return null;
        var bytes = new byte[IndexBytes];
        using var file = new FileStream(index, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length
            ? null
            : (BitConverter.ToUInt32(bytes, IndexFrames), BitConverter.ToUInt32(bytes, IndexCopied), bytes[IndexSalts..(IndexSalts + 8)]);
    }

    private static int PageBytes(byte[] header) => (int)Math.Min(Big(header, 8), 1 << 17);

    private static uint Big(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}
