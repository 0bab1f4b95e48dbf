using System.Collections.Frozen;
using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>A recogniser hears the sound and prints another word.</summary>
internal sealed class Homophones : ITransformation
{
    private static readonly FrozenDictionary<string, string> Other = new (string, string)[]
    {
        ("you're", "your"), ("your", "you're"), ("they're", "their"), ("their", "there"), ("there", "their"), ("to", "too"),
        ("two", "to"), ("know", "no"), ("no", "know"), ("knew", "new"), ("new", "knew"), ("hear", "here"), ("here", "hear"),
        ("whole", "hole"), ("hole", "whole"), ("piece", "peace"), ("wait", "weight"), ("right", "write"), ("for", "four"),
        ("would", "wood"), ("our", "are"), ("we're", "were"), ("it's", "its"), ("who's", "whose"), ("by", "buy"), ("through", "threw"),
        ("be", "bee"), ("see", "sea"), ("one", "won"), ("some", "sum"), ("meet", "meat"), ("break", "brake"),
        ("waste", "waist"), ("court", "caught"), ("where", "wear"),
        ("i'll", "aisle"), ("die", "dye"), ("because", "cause"), ("than", "then"), ("then", "than"),
    }.ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    public string Name => "homophones";

    public IEnumerable<string> Apply(IReadOnlyList<string> words, Draw draw) =>
        words.Select(word => Other.TryGetValue(word, out var other) && !draw.OneIn(3) ? other : word);
}
