using System.Security.Cryptography;

namespace CivilLine.Backups;

/// <summary>Files and folders that their owner alone may read, as all in a data folder are.</summary>
public static class OwnFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A file that is not there yet.</summary>
    /// <exception cref="IOException">It is there.</exception>
    public static FileStream Create(string path) =>
        Open(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite });

    /// <param name="options">Where they make the file, it is its owner's.</param>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        return new FileStream(path, options);
    }

    public static DirectoryInfo MakeFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);

    internal static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Sorts by itself, and stands in file names everywhere.</summary>
    internal static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
