using CivilLine.Store;

namespace CivilLine.Health;

/// <summary>What the data folder's databases take, their logs included, and what the disk has left.</summary>
internal sealed class StoreSize(DataFolder folder)
{
    public string Path => folder.Path;

    public long Bytes() => new DirectoryInfo(folder.Path).EnumerateFiles("*.db*").Sum(file => Length(file));

    /// <summary>Null where the platform does not say.</summary>
    public long? Free()
    {
        try
        {
            return new DriveInfo(folder.Path).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // SQLite takes its log away whenever the last connection is closed.
    private static long Length(FileInfo file) => file.Exists ? file.Length : 0;
}
