namespace CivilLine.Backups;

/// <summary>Holding it, nobody else uses the data folder.</summary>
public static class FolderLock
{
    /// <returns>Null where a server uses the folder.</returns>
    /// <exception cref="UnauthorizedAccessException">The folder is another user's.</exception>
    public static IDisposable? TryTake(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, StoreFiles.Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            return null;
        }
    }
}
