using System.Security.Cryptography;
using CivilLine.Backups;

namespace CivilLine.Store;

/// <summary>Where this server keeps everything it must not lose: <c>CIVILLINE_DATA</c>, else the platform's own place.</summary>
internal sealed record DataFolder(string Path)
{
    public const string Variable = StoreFiles.FolderVariable;

    public static DataFolder From(IConfiguration configuration)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(StoreFiles.FindFolder(name => configuration[name])));
        OwnFiles.MakeFolder(folder.Path);
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public DirectoryInfo Directory(string name) => OwnFiles.MakeFolder(File(name));

    /// <summary>The text of a secret file readable by its owner alone; made once, by whoever comes first.</summary>
    public string Secret(string name, Func<string> make)
    {
        var file = File(name);
        if (!System.IO.File.Exists(file))
        {
            // Written beside and then moved: a half-written secret must never be read as a whole one.
            var draft = file + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            using (var writer = new StreamWriter(OwnFiles.Create(draft)))
                writer.Write(make());
            System.IO.File.Move(draft, file, overwrite: false);
        }
        return System.IO.File.ReadAllText(file).Trim();
    }
}
