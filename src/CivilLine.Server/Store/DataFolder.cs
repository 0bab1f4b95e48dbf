using System.Security.Cryptography;

namespace CivilLine.Store;

/// <summary>Where this server keeps everything it must not lose: <c>CIVILLINE_DATA</c>, else the platform's own place.</summary>
internal sealed record DataFolder(string Path)
{
    public const string Variable = "CIVILLINE_DATA";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static DataFolder From(IConfiguration configuration)
    {
        var path = configuration[Variable];
        if (string.IsNullOrWhiteSpace(path))
            path = System.IO.Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "CivilLine");
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        Make(folder.Path);
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public DirectoryInfo Directory(string name) => Make(File(name));

    /// <summary>The text of a secret file readable by its owner alone; made once, by whoever comes first.</summary>
    public string Secret(string name, Func<string> make)
    {
        var file = File(name);
        if (!System.IO.File.Exists(file))
        {
            // Written beside and then moved: a half-written secret must never be read as a whole one.
            var draft = file + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using (var writer = new StreamWriter(draft, options))
                writer.Write(make());
            System.IO.File.Move(draft, file, overwrite: false);
        }
        return System.IO.File.ReadAllText(file).Trim();
    }

    private static DirectoryInfo Make(string path) => OperatingSystem.IsWindows()
        ? System.IO.Directory.CreateDirectory(path)
        : System.IO.Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
}
