using System.CommandLine;

namespace CivilLine.Cli.Data;

/// <summary><c>civilline data</c>: the public sets that models are trained and measured on.</summary>
internal static class DataCommand
{
    public static readonly Option<string> Catalogue = new("--datasets")
    {
        Description = "The list of sets.",
        DefaultValueFactory = _ => Path.Combine("models", "datasets.json"),
    };

    public static readonly Option<string[]> Only = new("--only")
    {
        Description = "Names of sets; all where none is given.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static readonly Option<DataRole?> Role = new("--role")
    {
        Description = "Sets of one role: train, harmless, measure, lexicon or weights.",
    };

    public static Command Create(TimeProvider time) =>
        new("data", "Lists and fetches the public sets that models are trained and measured on.")
        {
            ListCommand.Create(),
            FetchCommand.Create(time),
        };

    /// <exception cref="InvalidDataException">There is no such set or none of the role, or the list is no list.</exception>
    public static IReadOnlyList<DataSet> Chosen(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(Catalogue);
        if (!File.Exists(path))
            throw new InvalidDataException($"There is no {path}: run this from the root of the repository, or name the list with --datasets.");
        var sets = Data.Catalogue.Read(path).Sets;
        var (only, role) = (parsed.GetValue(Only) ?? [], parsed.GetValue(Role));
        if (only.Except(sets.Select(set => set.Name)).ToArray() is [_, ..] unknown)
            throw new InvalidDataException($"--only: there is no set {string.Join(", ", unknown)}; the sets are {string.Join(", ", sets.Select(set => set.Name))}.");
        DataSet[] chosen = [.. sets.Where(set => (only.Length == 0 || only.Contains(set.Name)) && (role is null || set.Role == role))];
        return chosen.Length > 0 ? chosen : throw new InvalidDataException("No set fits both --only and --role.");
    }
}
