using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Review.WhatIf;

/// <summary>Adds up what would be other. Used by the one thread that decides.</summary>
internal sealed class WhatIfTally
{
    private const int ExamplesOfEach = 40;

    private readonly Dictionary<Category, WhatIfCounts> _categories = [];
    private readonly Dictionary<WhatIfChange, List<WhatIfExample>> _examples =
        Enum.GetValues<WhatIfChange>().ToDictionary(change => change, _ => new List<WhatIfExample>());
    private readonly Dictionary<LadderStep, (int Before, int After)> _steps = [];

    public WhatIfCounts Counts { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);

    public IReadOnlyDictionary<Category, WhatIfCounts> Categories => new Dictionary<Category, WhatIfCounts>(_categories);

    public IReadOnlyList<WhatIfStep> Steps =>
        [.. _steps.OrderBy(step => step.Key).Select(step => new WhatIfStep(step.Key, step.Value.Before, step.Value.After))];

    public IReadOnlyList<WhatIfExample> Examples => [.. _examples.Values.SelectMany(examples => examples)];

    public void Add(CallFacts call, Verdict before, Verdict after)
    {
        _steps[before.Step] = _steps.GetValueOrDefault(before.Step) is var (was, then) ? (was + 1, then) : default;
        _steps[after.Step] = _steps.GetValueOrDefault(after.Step) is var (same, now) ? (same, now + 1) : default;
        foreach (var (old, young) in AlertDifference.Of(before.Alerts, after.Alerts))
            Add(call, old, young);
    }

    private void Add(CallFacts call, Alert? before, Alert? after)
    {
        var alert = after ?? before!;
        var one = new WhatIfCounts(
            before is null ? 0 : 1, after is null ? 0 : 1, before is null ? 1 : 0, after is null ? 1 : 0,
            after?.Severity > before?.Severity ? 1 : 0, after?.Severity < before?.Severity ? 1 : 0,
            before is not null && after is not null && before.Category != after.Category ? 1 : 0);
        Counts = Sum(Counts, one);
        _categories[alert.Category] = Sum(_categories.GetValueOrDefault(alert.Category) ?? new WhatIfCounts(0, 0, 0, 0, 0, 0, 0), one);
        WhatIfChange? change = before is null ? WhatIfChange.Gained
            : after is null ? WhatIfChange.Lost
            : before.Severity != after.Severity || before.Category != after.Category ? WhatIfChange.Moved : null;
        if (change is { } kind && _examples[kind].Count < ExamplesOfEach)
            _examples[kind].Add(new WhatIfExample(
                kind, call.CallId, call.Team, call.StartedAt, alert.UtteranceIds[^1], alert.StartMs, alert.Text, Side(before), Side(after)));
    }

    public static WhatIfSide? Side(Alert? alert) =>
        alert is null ? null : new WhatIfSide(alert.Category, alert.Severity, MathF.Round(alert.Score, 3));

    private static WhatIfCounts Sum(WhatIfCounts a, WhatIfCounts b) => new(
        a.Before + b.Before, a.After + b.After, a.Gained + b.Gained, a.Lost + b.Lost, a.MovedUp + b.MovedUp, a.MovedDown + b.MovedDown,
        a.Renamed + b.Renamed);
}
