using System.Text.Json;
using CivilLine.Cli.Data.Converters;
using Polly;

namespace CivilLine.Cli.Data.Fetching;

/// <summary>How fetching a set ended.</summary>
/// <param name="Failed">Nothing usable lies there.</param>
internal sealed record FetchResult(string Name, bool Failed, string Message);

/// <summary>Brings sets into a data folder, one at a time: fetched files under .sources, tables where training reads them.</summary>
internal sealed class Fetcher(string output, Checkout git, Package npm, ResiliencePipeline retries)
{
    private readonly string _notes = Path.Combine(output, ".sources", "made.json");

    public async Task<FetchResult> BringAsync(DataSet set, CancellationToken cancel)
    {
        try
        {
            return await MakeAsync(set, cancel);
        }
        catch (Exception error) when (error is FetchException or InvalidDataException or JsonException or FormatException or KeyNotFoundException)
        {
            return new FetchResult(set.Name, true, error.Message);
        }
        catch (IOException error)
        {
            return new FetchResult(set.Name, true, $"{output} cannot be written: {error.Message}");
        }
        catch (UnauthorizedAccessException error)
        {
            return new FetchResult(set.Name, true, $"{output} cannot be written: {error.Message}");
        }
    }

    private async Task<FetchResult> MakeAsync(DataSet set, CancellationToken cancel)
    {
        var path = Path.Combine(output, set.File);
        if (!set.IsFolder && File.Exists(path) && TableFile.Read(path) is var there && (there.Sha256 == set.Sha256 || there.Sha256 == MadeHere(set)))
            return new FetchResult(set.Name, false, $"{set.File} is there already: {Describe(set, there)}");
        var folders = new List<SourceFolder>();
        foreach (var source in set.Sources)
        {
            var root = await retries.ExecuteAsync(
                async token => source.Package is null ? await git.BringAsync(source, token) : await npm.BringAsync(source, token), cancel);
            folders.Add(new SourceFolder(root, source));
        }
        if (set.IsFolder)
            return new FetchResult(set.Name, false, $"{set.File}: {Copies.Folder(folders, path)} files, as on record");
        if (set.Role == DataRole.Lexicon)
            return Lexicon(set, folders[0], path);
        if (Converter.Of(set.Name) is not { } converter)
            return new FetchResult(set.Name, false, $"fetched as it is, under {string.Join(", ", folders.Select(folder => folder.Root))}: there is no converter for it yet, {set.File} was not made");
        var made = TableFile.Write(path, converter.Columns, Allowed(set, converter, folders));
        Note(set, made);
        return new FetchResult(set.Name, false, $"{set.File}: {Describe(set, made)}");
    }

    private IEnumerable<IReadOnlyList<string>> Allowed(DataSet set, Converter converter, IReadOnlyList<SourceFolder> folders)
    {
        if (set.Role != DataRole.Train)
            return converter.Rows(folders);
        var (measured, text) = (Measured.In(output), converter.Columns.Index().Single(column => column.Item == "text").Index);
        return converter.Rows(folders).Where(row => !measured.Has(row[text]));
    }

    private static FetchResult Lexicon(DataSet set, SourceFolder folder, string path)
    {
        var part = Copies.Lexicon(folder, path);
        var made = TableFile.Read(part);
        if (folder.Source.Commit is null && made.Sha256 != set.Sha256)
            throw new FetchException($"{folder.Source} is not the list on record: its sha256 is {made.Sha256}, expected {set.Sha256}. It was left out.");
        File.Move(part, path, overwrite: true);
        return new FetchResult(set.Name, false, $"{set.File}: {Describe(set, made)}");
    }

    private static string Describe(DataSet set, Content content) => content.Sha256 == set.Sha256
        ? $"{content.Rows} rows, as on record"
        : $"{content.Rows} rows, on record {set.Rows}; its text differs from the one the published model was made with (sha256 {content.Sha256[..12]}, on record {set.Sha256![..12]})";

    private string? MadeHere(DataSet set) => Made().GetValueOrDefault(Key(set));

    private Dictionary<string, string> Made() =>
        File.Exists(_notes) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(_notes)) ?? [] : [];

    private void Note(DataSet set, Content content)
    {
        var made = Made();
        made[Key(set)] = content.Sha256;
        File.WriteAllText(_notes + ".part", JsonSerializer.Serialize(made));
        File.Move(_notes + ".part", _notes, overwrite: true);
    }

    /// <summary>A set of another commit or converter is another set.</summary>
    private static string Key(DataSet set) => $"{set.Name} of {string.Join(", ", set.Sources)} by {Converter.Of(set.Name)?.Version}";
}
