namespace CivilLine.Cli.Data.Fetching;

/// <summary>
/// The named files of a repository at one commit. Only their own content travels, and git holds everything it takes
/// against the commit's hash.
/// </summary>
/// <param name="host">Where repositories are, for example https://github.com.</param>
internal sealed class Checkout(string host, string cache)
{
    /// <returns>The folder with the files.</returns>
    public async Task<string> BringAsync(DataSource source, CancellationToken cancel)
    {
        var folder = Path.Combine(cache, source.Repository!.Replace('/', '+') + "@" + (source.Commit?[..10] ?? "newest"));
        var git = new Git(folder);
        if (!File.Exists(Path.Combine(folder, ".git", "config")))
        {
            Directory.CreateDirectory(folder);
            await git.RunAsync(["init", "--quiet"], cancel);
            // Line ends as they are in the repository, wherever this runs.
            await git.RunAsync(["config", "core.autocrlf", "false"], cancel);
            await git.RunAsync(["remote", "add", "origin", Address(source.Repository!)], cancel);
        }
        var commit = await CommitAsync(git, source.Commit, cancel);
        // What a set needs is added to what others of the same repository needed.
        string[] choose = await IsSparseAsync(git, cancel) ? ["sparse-checkout", "add"] : ["sparse-checkout", "set", "--no-cone"];
        await git.RunAsync([.. choose, .. source.Paths.Select(path => "/" + path)], cancel);
        await git.RunAsync(["checkout", "--quiet", "--force", "--detach", commit], cancel);
        foreach (var path in source.Paths.Where(path => !SourceFolder.Has(folder, path)))
            throw new FetchException($"{source} has no {path}.");
        return folder;
    }

    private static async Task<string> CommitAsync(Git git, string? wanted, CancellationToken cancel)
    {
        if (wanted is not null && await FindAsync(git, wanted, cancel) is { } here)
            return here;
        if (wanted is { Length: 40 } or null)
        {
            await git.RunAsync(["fetch", "--quiet", "--depth", "1", "--filter=blob:none", "--no-tags", "origin", wanted ?? "HEAD"], cancel);
            return (await git.RunAsync(["rev-parse", "FETCH_HEAD"], cancel)).Trim();
        }
        // Hosts hand out commits by their whole hash alone: the history without any files tells which it is.
        await git.RunAsync(["fetch", "--quiet", "--filter=tree:0", "origin", "+refs/heads/*:refs/remotes/origin/*"], cancel);
        return await FindAsync(git, wanted, cancel)
            ?? throw new FetchException($"The repository no longer has commit {wanted}.");
    }

    private static async Task<string?> FindAsync(Git git, string commit, CancellationToken cancel)
    {
        var found = (await git.RunAsync(["rev-parse", $"--disambiguate={commit}"], cancel))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return found.Length switch
        {
            0 => null,
            1 => found[0],
            _ => throw new FetchException($"More than one object of the repository begins with {commit}."),
        };
    }

    private static async Task<bool> IsSparseAsync(Git git, CancellationToken cancel) =>
        (await git.RunAsync(["config", "--default", "false", "core.sparseCheckout"], cancel)).Trim() == "true";

    private string Address(string repository) => $"{host.TrimEnd('/')}/{repository}.git";
}
