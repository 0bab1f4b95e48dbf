using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;

namespace CivilLine.Browser.Tests;

/// <summary>What a browser has to fetch before a page is there, as it lies beside the server.</summary>
public sealed partial class BundleTests
{
    private const int MostBytes = 250 * 1024;

    private static readonly string Root = Path.Combine(
        Path.GetDirectoryName(typeof(BundleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(one => one.Key == "ServerAssembly").Value!)!,
        "web");

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Root, "*.html").Select(file => Path.GetFileName(file)), "banner.js"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_weighs_less_than_its_budget_compressed(string page)
    {
        var fetched = new HashSet<string>(StringComparer.Ordinal);
        Fetch(page, fetched);
        var bytes = fetched.Sum(file => Compressed(Path.Combine(Root, file)));
        Assert.True(bytes < MostBytes, $"{page}: expected less than {MostBytes} bytes compressed, got {bytes} in {string.Join(", ", fetched)}");
        Assert.True(page == "banner.js" || fetched.Count > 1, $"{page}: its scripts were not found");
    }

    private static void Fetch(string file, HashSet<string> fetched)
    {
        if (!File.Exists(Path.Combine(Root, file)) || !fetched.Add(file))
            return;
        if (Path.GetExtension(file) is not (".html" or ".js"))
            return;
        var folder = Path.GetDirectoryName(file)!;
        foreach (Match reference in Reference().Matches(File.ReadAllText(Path.Combine(Root, file))))
        {
            var name = reference.Groups[1].Value;
            Fetch(name.StartsWith('/') ? name[1..] : Path.Combine(folder, name[2..]), fetched);
        }
    }

    private static long Compressed(string path)
    {
        using var counted = new MemoryStream();
        using (var zip = new GZipStream(counted, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(File.ReadAllBytes(path));
        return counted.Length;
    }

    /// <summary>What a page or a module names to be fetched: src, href and static imports.</summary>
    [GeneratedRegex("""(?:src=|href=|from|import)\s*["'`]((?:/assets/|\./)[\w.-]+\.(?:js|css|svg))["'`]""")]
    private static partial Regex Reference();
}
