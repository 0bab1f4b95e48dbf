using System.Collections.Frozen;
using CivilLine.Escalation.Phrases;
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

    /// <summary>The same in other languages, by tag: <c>de</c>, or <c>de-AT</c> where that differs.</summary>
    public IReadOnlyDictionary<string, PolicyTexts> Translations { get; init; } = FrozenDictionary<string, PolicyTexts>.Empty;

    /// <summary>Wordings that the centre knows better than the model: what never counts, and what always does.</summary>
    public PhraseRules Phrases { get; init; } = PhraseRules.None;

    public WorkRules Work { get; init; } = new();

    public CareRules Care { get; init; } = new();

    /// <summary>Whether the agent's own words are scored and may alert. They never move the ladder up.</summary>
    public bool ScoreAgent { get; init; }

    /// <summary>How long an alert whose evidence reaches the end of a final stays provisional.</summary>
    public TimeSpan OpenHold { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How long an interim's alert waits for a final; a recogniser that never sends one must not lose it.</summary>
    public TimeSpan InterimHold { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>When a threat of violence counts before its final.</summary>
    public HeldThreats HeldThreats { get; init; } = HeldThreats.Standard;

    /// <summary>A piece that comes this long after words that were said after it is marked late. It counts all the same.</summary>
    public TimeSpan StragglerHold { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After so many alerts within <see cref="RepetitionWindow"/>, the next is one severity higher.</summary>
    public int RepetitionAfter { get; init; } = 3;

    public TimeSpan RepetitionWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Repetition alone raises no alert above this.</summary>
    public Severity RepetitionCeiling { get; init; } = Severity.Serious;

    /// <summary>Wordings of the centre's own warning beyond those that are recognised anyway; normalised, found anywhere in a turn.</summary>
    public IReadOnlyList<string> WarningPhrases { get; init; } = [];

    public IReadOnlyList<string> FinalWarningPhrases { get; init; } = [];

    /// <summary>Wordings of an apology, in the same way.</summary>
    public IReadOnlyList<string> ApologyPhrases { get; init; } = [];

    /// <summary>In the call's own language, else in the policy's.</summary>
    public PolicyTexts TextsIn(string? language)
    {
        if (language is null || Translations.Count == 0)
            return Texts;
        var whole = language.ToLowerInvariant();
        return Translations.GetValueOrDefault(whole) ?? Translations.GetValueOrDefault(whole.Split('-')[0]) ?? Texts;
    }

    internal CategoryRule RuleFor(Category category) => Rules.TryGetValue(category, out var rule) ? rule : Unruled;

    private static readonly CategoryRule Unruled = new(Weight: 0, Alerts: false);
}
