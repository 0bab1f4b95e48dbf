using CivilLine.Store;

namespace CivilLine.Demo;

/// <summary>
/// The demo's data never mixes with real data: it lies in <c>demo</c> below a data folder that was given, else in a
/// new temporary folder, and starts empty.
/// </summary>
internal static class DemoFolder
{
    /// <summary>Turns the configured data folder into the demo's, emptied.</summary>
    /// <returns>The folder to delete at the end; null where it was asked for by name.</returns>
    /// <exception cref="InvalidOperationException">Another demo runs on this folder.</exception>
    public static string? Prepare(IConfiguration configuration)
    {
        var given = configuration[DataFolder.Variable];
        var isTemporary = string.IsNullOrWhiteSpace(given);
        var path = isTemporary
            ? Directory.CreateTempSubdirectory("civilline-demo-").FullName
            : Path.Combine(Path.GetFullPath(given!), "demo");
        if (Directory.Exists(path))
            Empty(path);
        configuration[DataFolder.Variable] = path;
        return isTemporary ? path : null;
    }

    public static void Delete(string path)
    {
        // Pooled connections keep the file open, which Windows does not let us delete.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    private static void Empty(string path)
    {
        try
        {
            // Linux would let us delete the files under a running server.
            using var held = new FileStream(
                Path.Combine(path, StoreDatabase.LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException(
                $"Another demo uses {path}; give this one its own folder by {DataFolder.Variable}.", exception);
        }
        Directory.Delete(path, recursive: true);
    }
}
