using System.Collections.Frozen;
using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>A centre's written rules: what counts, how much, and what the agent is told. Immutable; its version is on every decision.</summary>
public sealed record Policy
{
    public static readonly Policy Default = new();

    public string Version { get; init; } = "standard-1";

    public IReadOnlyDictionary<Category, CategoryRule> Rules { get; init; } = new Dictionary<Category, CategoryRule>
    {
        [Category.Swearing] = new(Ceiling: Severity.Serious),
        [Category.Threat] = new(Floor: Severity.Serious, AlertsFrom: Severity.Info),
        [Category.Hostility] = new(Ceiling: Severity.Serious),
        [Category.Discrimination] = new(Floor: Severity.Caution),
        [Category.Sexual] = new(Floor: Severity.Caution),
        [Category.Safeguarding] = new(Floor: Severity.Serious, Weight: 0, AlertsFrom: Severity.Info),
        [Category.Escalation] = new(Ceiling: Severity.Caution, Weight: 0, Alerts: false),
    }.ToFrozenDictionary();

    public LadderRules Ladder { get; init; } = new();

    public PolicyTexts Texts { get; init; } = new();

    public WorkRules Work { get; init; } = new();

    /// <summary>Whether the agent's own words are scored and may alert. They never move the ladder up.</summary>
    public bool ScoreAgent { get; init; }

    /// <summary>How long an alert whose evidence reaches the end of a final stays provisional.</summary>
    public TimeSpan OpenHold { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How long an interim's alert waits for a final; a recogniser that never sends one must not lose it.</summary>
    public TimeSpan InterimHold { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After so many alerts within <see cref="RepetitionWindow"/>, the next is one severity higher.</summary>
    public int RepetitionAfter { get; init; } = 3;

    public TimeSpan RepetitionWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Repetition alone raises no alert above this.</summary>
    public Severity RepetitionCeiling { get; init; } = Severity.Serious;

    /// <summary>Wordings of the centre's own warning beyond those that are recognised anyway; lower case, found anywhere in a turn.</summary>
    public IReadOnlyList<string> WarningPhrases { get; init; } = [];

    public IReadOnlyList<string> FinalWarningPhrases { get; init; } = [];

    internal CategoryRule RuleFor(Category category) => Rules.TryGetValue(category, out var rule) ? rule : Unruled;

    private static readonly CategoryRule Unruled = new(Weight: 0, Alerts: false);
}
