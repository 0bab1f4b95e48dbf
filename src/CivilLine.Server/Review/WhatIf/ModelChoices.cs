using CivilLine.Scoring;
using Microsoft.Extensions.Options;

namespace CivilLine.Review.WhatIf;

/// <summary>Models that may be tried: folders with a bundle, beside the active one or where the configuration says.</summary>
internal sealed class ModelChoices(IToxicityScorer scorer, IOptions<WhatIfOptions> options)
{
    private const string Card = "card.json";

    public string Active => scorer.Model.Version;

    public IReadOnlyList<ModelChoice> List() =>
        [.. Folders().Select(folder => folder.Name).Where(name => name != Active).Select(name => new ModelChoice(name, false))
            .Prepend(new ModelChoice(Active, true))];

    /// <exception cref="InvalidDataException">There is none of this name, or it is refused.</exception>
    public IToxicityScorer Load(string name) => Folders().FirstOrDefault(folder => folder.Name == name) is { } found
        ? ModelBundle.Load(found.FullName).Scorer
        : throw new InvalidDataException($"There is no model '{name}' any more.");

    private IEnumerable<DirectoryInfo> Folders()
    {
        var folder = options.Value.Models is { } named ? new DirectoryInfo(named) : Beside();
        return folder is { Exists: true }
            ? folder.EnumerateDirectories().Where(one => File.Exists(Path.Combine(one.FullName, Card))).OrderByDescending(one => one.Name, StringComparer.Ordinal)
            : [];
    }

    private static DirectoryInfo? Beside()
    {
        try
        {
            return Directory.GetParent(ModelLocator.Find());
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }
}
