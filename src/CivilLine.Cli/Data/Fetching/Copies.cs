using System.Text;
using System.Text.Json;

namespace CivilLine.Cli.Data.Fetching;

/// <summary>What goes into the data folder as it was fetched, or nearly.</summary>
internal static class Copies
{
    /// <returns>How many files lie in <paramref name="path"/> now, without the folders they came in.</returns>
    public static int Folder(IEnumerable<SourceFolder> folders, string path)
    {
        Directory.CreateDirectory(path);
        var count = 0;
        foreach (var file in folders.SelectMany(folder => folder.Files))
        {
            var to = Path.Combine(path, Path.GetFileName(file.Path));
            File.Copy(file.Path, to + ".part", overwrite: true);
            File.Move(to + ".part", to, overwrite: true);
            count++;
        }
        return count;
    }

    /// <summary>A list of words, a word a line; one in JSON is unrolled where the copy is to be text.</summary>
    /// <returns>The copy, beside where it belongs.</returns>
    public static string Lexicon(SourceFolder folder, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var (file, part) = (folder.Files.First().Path, path + ".part");
        if (file.EndsWith(".json", StringComparison.Ordinal) && path.EndsWith(".txt", StringComparison.Ordinal))
            File.WriteAllText(part, string.Concat(JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))!.Select(word => word + "\n")), new UTF8Encoding(false));
        else
            File.Copy(file, part, overwrite: true);
        return part;
    }
}
