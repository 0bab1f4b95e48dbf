using CivilLine.Cli.Evaluation.Systems;

namespace CivilLine.Cli.Evaluation;

/// <summary>What is measured on.</summary>
/// <param name="Corpus">Folder of labelled lines and calls.</param>
/// <param name="Data">Folder of public data; without it only the corpus is measured.</param>
internal sealed record EvaluationInput(string Corpus, string? Data)
{
    public int Workers { get; init; } = 1;

    /// <summary>Where the worst alarms in real speech go, with their words; null for nowhere.</summary>
    public string? Worst { get; init; }

    /// <summary>Where the texts go that other systems are compared on; null for nowhere.</summary>
    public string? Texts { get; init; }

    public IReadOnlyList<SystemUnderTest> Baselines { get; init; } = [];

    /// <summary>Parts to measure; empty for all of them.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];
}
