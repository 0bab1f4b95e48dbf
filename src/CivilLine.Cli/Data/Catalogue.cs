using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace CivilLine.Cli.Data;

/// <summary>Every public set that the project trains or measures on, as models/datasets.json lists them.</summary>
internal sealed partial record Catalogue(IReadOnlyList<DataSet> Sets, IReadOnlyList<AbsentSet> NotObtained)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="InvalidDataException">It is not a catalogue; the message lists everything that is wrong.</exception>
    public static Catalogue Read(string path)
    {
        Catalogue catalogue;
        try
        {
            catalogue = JsonSerializer.Deserialize<Catalogue>(File.ReadAllText(path), Json)
                ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
        var wrong = catalogue.Faults().ToArray();
        return wrong.Length == 0 ? catalogue : throw new InvalidDataException($"{path}:\n{string.Join('\n', wrong)}");
    }

    private IEnumerable<string> Faults() =>
        Sets.SelectMany(FaultsOf)
            .Concat(Twice("name", set => set.Name))
            .Concat(Twice("file", set => set.File));

    private IEnumerable<string> Twice(string member, Func<DataSet, string> of) =>
        Sets.GroupBy(of).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {same.Count()} sets have this {member}");

    private static IEnumerable<string> FaultsOf(DataSet set)
    {
        if (!NameForm().IsMatch(set.Name))
            yield return $"{set.Name}: name must be small letters, digits and underscores";
        if (Path.IsPathRooted(set.File) || set.File.Contains("..", StringComparison.Ordinal))
            yield return $"{set.Name}: file must be a path inside the data folder";
        if (set.LicenceClass == LicenceClass.N && set.Role != DataRole.Measure)
            yield return $"{set.Name}: licenceClass N may be measured on only, its role is {set.Role}";
        if (set.Role != DataRole.Weights && (set.Rows is not > 0 || set.Sha256 is null || !Sha256Form().IsMatch(set.Sha256)))
            yield return $"{set.Name}: rows must be above 0 and sha256 64 hexadecimal digits";
        if (set.Licence.Length == 0 || set.Note.Length == 0 || set.Sources is null or [])
            yield return $"{set.Name}: licence, note and sources must be given";
        foreach (var fault in set.Sources?.SelectMany(source => FaultsOf(source, set.Role)) ?? [])
            yield return $"{set.Name}: {fault}";
    }

    private static IEnumerable<string> FaultsOf(DataSource source, DataRole role)
    {
        if (source.Repository is null == source.Package is null)
            yield return "a source has either a repository or a package";
        if (source.Repository is { } repository && !RepositoryForm().IsMatch(repository))
            yield return $"repository '{repository}' must be owner/name";
        if (source.Commit is { } commit ? !CommitForm().IsMatch(commit) : source.Package is null && role != DataRole.Lexicon)
            yield return "commit must be 10 to 40 hexadecimal digits; only a lexicon, kept as it is, may go by its own hash";
        if (source.Package is not null && (source.Version is null || source.Integrity is not { } integrity || !IntegrityForm().IsMatch(integrity)))
            yield return "a package has a version and an integrity (sha512-…)";
        if (source.Paths is null or [])
            yield return "paths must name what is taken";
    }

    [GeneratedRegex("^[a-z0-9_]+$")]
    private static partial Regex NameForm();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256Form();

    [GeneratedRegex("^[0-9a-f]{10,40}$")]
    private static partial Regex CommitForm();

    [GeneratedRegex("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$")]
    private static partial Regex RepositoryForm();

    [GeneratedRegex("^sha512-[A-Za-z0-9+/]{86}==$")]
    private static partial Regex IntegrityForm();
}
