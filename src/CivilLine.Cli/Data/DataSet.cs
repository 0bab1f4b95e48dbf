using System.Text.Json.Serialization;

namespace CivilLine.Cli.Data;

/// <summary>What a public set is for. Only the first two are learned from.</summary>
internal enum DataRole
{
    Train,
    Harmless,
    Measure,
    Lexicon,
    Weights,
}

/// <summary>P permissive, SA share-alike, S CDLA-Sharing, N not commercial or GPL: for measuring alone.</summary>
internal enum LicenceClass
{
    P,
    SA,
    S,
    N,
}

/// <summary>A set of models/datasets.json.</summary>
/// <param name="File">Where it lies in a data folder; a folder where it ends in a slash.</param>
/// <param name="Rows">Rows of the table that the published model was made with.</param>
/// <param name="Sha256">Of that table's text, unpacked: gzip differs from one packer to the next.</param>
internal sealed record DataSet(
    string Name, DataRole Role, string File, string Licence, LicenceClass LicenceClass, int? Rows, string? Sha256, string Note,
    IReadOnlyList<DataSource> Sources)
{
    [JsonIgnore]
    public bool IsFolder => File.EndsWith('/');
}

/// <summary>Either a repository at a commit or a package at a version.</summary>
/// <param name="Repository">owner/name.</param>
/// <param name="Commit">The commit's hash or, where no more is on record, its first ten digits; null for the newest, checked by the set's own hash.</param>
/// <param name="Integrity">As npm states it: the algorithm, a dash, the hash in base 64.</param>
/// <param name="Paths">Files, folders (ending in a slash) and names with * in them, from the root.</param>
internal sealed record DataSource(
    string? Repository, string? Commit, string? Package, string? Version, string? Integrity, IReadOnlyList<string> Paths)
{
    public override string ToString() => Package is null ? $"{Repository}@{Commit?[..10] ?? "newest"}" : $"{Package}@{Version}";
}

/// <summary>A set that the project would train on and could not get.</summary>
internal sealed record AbsentSet(string Name, string Licence, string Note);
