using System.Diagnostics;
using System.Text.Json;
using CivilLine.Cli.Data;

namespace CivilLine.Server.Tests.Cli.Data;

/// <summary>Repositories of our own on this machine, served by git itself, and a list of sets that names them.</summary>
internal sealed class Upstream : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("upstream").FullName;
    private readonly List<object> _sets = [];

    public string Host => new Uri(Path.Combine(_root, "host")).AbsoluteUri;

    public string Out => Path.Combine(_root, "data");

    public string Datasets => Path.Combine(_root, "datasets.json");

    public void Dispose()
    {
        // Git's objects are read-only, which only some systems let us delete.
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_root, recursive: true);
    }

    /// <returns>The commit that holds the files.</returns>
    public string Commit(string repository, params (string Path, string Text)[] files)
    {
        var work = Path.Combine(_root, "work", repository);
        var bare = Path.Combine(_root, "host", repository + ".git");
        if (!Directory.Exists(bare))
        {
            Directory.CreateDirectory(work);
            Directory.CreateDirectory(bare);
            Git(bare, "init", "--quiet", "--bare", "--initial-branch=main");
            Git(bare, "config", "uploadpack.allowFilter", "true");
            Git(bare, "config", "uploadpack.allowAnySHA1InWant", "true");
            Git(work, "init", "--quiet", "--initial-branch=main");
        }
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(work, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Git(work, "add", "--all");
        Git(work, "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "data");
        Git(work, "push", "--quiet", bare, "main");
        return Git(work, "rev-parse", "HEAD").Trim();
    }

    public void Unplug() => Directory.Move(Path.Combine(_root, "host"), Path.Combine(_root, "unplugged"));

    public Upstream List(string name, string role, string file, object source, string? sha256 = null)
    {
        _sets.Add(new { name, role, file, licence = "CC0", licenceClass = "P", rows = 1, sha256 = sha256 ?? new string('0', 64), note = "ours", sources = new[] { source } });
        File.WriteAllText(Datasets, JsonSerializer.Serialize(new { sets = _sets, notObtained = Array.Empty<object>() }));
        return this;
    }

    public Upstream ListMeetings(string commit, params string[] paths) =>
        List("icsi_meetings", "harmless", "benign/icsi_meetings.tsv.gz", new { repository = "lab/meetings", commit, paths });

    public Task<CommandRun> Fetch(params string[] more) => CommandRun.Of(
        DataCommand.Create(TimeProvider.System),
        ["fetch", "--out", Out, "--datasets", Datasets, "--base-url", Host, .. more, .. more.Contains("--tries") ? [] : new[] { "--tries", "1" }]);

    private static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', arguments)} failed");
        return output;
    }
}
