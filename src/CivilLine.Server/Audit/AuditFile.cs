using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Backups;
using CivilLine.Evidence;
using CivilLine.Store;
using Microsoft.Extensions.Options;

namespace CivilLine.Audit;

/// <summary>The file itself: opened once, written at its end alone, synced before anybody is answered.</summary>
internal sealed class AuditFile(DataFolder folder, IOptions<AuditOptions> options) : IDisposable
{
    private FileStream? _stream;
    private long _end;

    public string Path => folder.File(StoreFiles.Audit);

    public string HeadPath => options.Value.HeadFile ?? folder.File(StoreFiles.AuditHead);

    public AuditHead Head { get; private set; } = AuditHead.Empty;

    /// <returns>The head that was written down elsewhere; null where none was.</returns>
    public AuditHead? Open()
    {
        _stream = OwnFiles.Open(Path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0,
        });
        _end = WholeLines(_stream);
        // What a killed server left half-written was answered to nobody.
        _stream.SetLength(_end);
        if (LastLine(_stream, _end) is { } last)
            Head = HeadOf(last) ?? AuditChain.Check(Lines()).Head;
        return File.Exists(HeadPath) ? AuditHead.Parse(File.ReadAllText(HeadPath)) : null;
    }

    /// <exception cref="IOException">Nothing of it is in the file.</exception>
    public void Append(IReadOnlyList<string> lines, AuditHead head)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        try
        {
            RandomAccess.Write(_stream!.SafeFileHandle, bytes, _end);
            RandomAccess.FlushToDisk(_stream.SafeFileHandle);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _stream!.SetLength(_end);
            throw;
        }
        _end += bytes.Length;
        Head = head;
        // Not synced: after a power cut it may be behind, which is a head of the chain too; never ahead.
        var draft = HeadPath + ".draft";
        File.WriteAllText(draft, head.ToString());
        File.Move(draft, HeadPath, overwrite: true);
    }

    /// <summary>Every line that is whole now; what is written meanwhile is not in it.</summary>
    public IEnumerable<string> Lines()
    {
        var left = Volatile.Read(ref _end);
        using var reader = new StreamReader(
            new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.UTF8);
        while (left > 0 && reader.ReadLine() is { } line)
        {
            left -= Encoding.UTF8.GetByteCount(line) + 1;
            yield return line;
        }
    }

    public void Dispose() => _stream?.Dispose();

    private static AuditHead? HeadOf(string line)
    {
        try
        {
            var entry = JsonNode.Parse(line)!;
            return new AuditHead(entry["number"]!.GetValue<long>(), entry["hash"]!.GetValue<string>());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    private static long WholeLines(FileStream stream)
    {
        var end = stream.Length;
        var one = new byte[1];
        while (end > 0 && (RandomAccess.Read(stream.SafeFileHandle, one, end - 1) == 0 || one[0] != '\n'))
            end--;
        return end;
    }

    private static string? LastLine(FileStream stream, long end)
    {
        const int most = 64 * 1024;
        var from = Math.Max(0, end - most);
        var bytes = new byte[end - from];
        RandomAccess.Read(stream.SafeFileHandle, bytes, from);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.LastOrDefault();
    }
}
