using System.Security.Cryptography;
using CivilLine.Shared;

namespace CivilLine.Faults.Fuzz;

/// <summary>
/// What a target's inputs begin from: <c>corpus/TARGET/</c>. Files are inputs as they stand; <c>learned.txt</c> holds, in base64
/// and one a line, what once reached code that nothing else did; <c>found-…</c> once found something and must not again.
/// </summary>
internal static class Corpus
{
    private const string Learned = "learned.txt";

    public static string Folder(string target) => Path.Combine(Repository.Root, "benchmarks", "faults", "Fuzz", "corpus", target);

    public static List<(string Name, byte[] Input)> Read(string target)
    {
        var inputs = new List<(string, byte[])>();
        if (!Directory.Exists(Folder(target)))
            return inputs;
        foreach (var file in Directory.EnumerateFiles(Folder(target)).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name != Learned)
                inputs.Add((name, File.ReadAllBytes(file)));
            else
                inputs.AddRange(File.ReadLines(file).Select((line, i) => ($"{name}:{i + 1}", Convert.FromBase64String(line))));
        }
        return inputs;
    }

    /// <returns>Where it lies now, below the repository's root.</returns>
    public static string KeepFound(string target, byte[] input)
    {
        Directory.CreateDirectory(Folder(target));
        var file = Path.Combine(Folder(target), "found-" + Convert.ToHexStringLower(SHA256.HashData(input))[..8]);
        File.WriteAllBytes(file, input);
        return Path.GetRelativePath(Repository.Root, file);
    }

    public static void AddLearned(string target, List<byte[]> inputs)
    {
        if (inputs.Count > 0)
            File.AppendAllLines(Path.Combine(Folder(target), Learned), inputs.Select(Convert.ToBase64String));
    }
}
