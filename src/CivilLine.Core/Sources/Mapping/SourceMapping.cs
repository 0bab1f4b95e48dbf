using System.Text.Json;

namespace CivilLine.Sources.Mapping;

/// <summary>What a mapping file says, ready to be followed.</summary>
public sealed record SourceMapping
{
    internal static readonly SourceMapping Empty = new();

    internal SourceMapping()
    {
    }

    public string Name { get; init; } = "";

    internal BodyKind Body { get; init; }

    /// <summary>Where one delivery holds several messages; the first that leads anywhere counts, and else the body is the message.</summary>
    internal IReadOnlyList<MemberPath> Messages { get; init; } = [];
    internal MappedValue? CallId { get; init; }
    internal MappedTime? Since { get; init; }
    internal IReadOnlyList<StartRule> Started { get; init; } = [];
    internal IReadOnlyList<FragmentRule> Fragments { get; init; } = [];
    internal IReadOnlyList<EndRule> Ended { get; init; } = [];

    /// <summary>Which messages each rule is for, in words: what a person reads whose message became nothing.</summary>
    internal IEnumerable<string> RulesInWords() =>
        InWords("started", Started).Concat(InWords("fragments", Fragments)).Concat(InWords("ended", Ended));

    private static IEnumerable<string> InWords(string list, IReadOnlyList<MappingRule> rules) => rules.Select((rule, i) =>
        $"{list}[{i}] is for {(rule.Each is { } each ? $"each item of {each}" : "messages")}{(rule.When.Count == 0 ? "" : " where ")}{string.Join(" and ", rule.When)}");
}

internal enum BodyKind
{
    Json,
    Form,
}

/// <summary>What every rule has: which messages it is for, and where in them.</summary>
internal abstract record MappingRule
{
    public IReadOnlyList<MappedCondition> When { get; init; } = [];
    public MemberPath? Each { get; init; }
}

internal sealed record FragmentRule : MappingRule
{
    public MappedValue? CallId { get; init; }
    public UtteranceName UtteranceId { get; init; } = new(null, null);
    public MappedValue? Text { get; init; }
    public MappedValue? IsFinal { get; init; }
    public MappedValue? Revision { get; init; }
    public MappedValue? Speaker { get; init; }
    public MappedTime? Start { get; init; }
    public MappedTime? End { get; init; }
    public MappedTime? Length { get; init; }
    public MappedValue? Sequence { get; init; }
    public MappedValue? Confidence { get; init; }
    public MappedValue? Language { get; init; }
}

/// <summary>How utterances are told apart: by a value of the vendor's, or each lasts until its final.</summary>
/// <param name="Value">The vendor's id.</param>
/// <param name="UntilFinal">The id of a message: that of the first names the utterance. Both null for neither: by the clock.</param>
internal sealed record UtteranceName(MappedValue? Value, MappedValue? UntilFinal);

internal sealed record StartRule : MappingRule
{
    public MappedValue? CallId { get; init; }
    public MappedValue? AgentId { get; init; }
    public MappedValue? Team { get; init; }
    public MappedValue? Queue { get; init; }
    public MappedValue? Language { get; init; }
    public MappedValue? Caller { get; init; }
    public MappedTime? StartedAt { get; init; }
}

internal sealed record EndRule : MappingRule
{
    public MappedValue? CallId { get; init; }
    public MappedTime? EndedAt { get; init; }
    public MappedValue? EndedBy { get; init; }
    public MappedValue? Reason { get; init; }
}

internal enum ConditionKind
{
    OneOf,
    NoneOf,
    Exists,
    Missing,
}

/// <summary>What a place in a message must be for a rule to apply.</summary>
internal sealed record MappedCondition(MemberPath Path, ConditionKind Kind, IReadOnlyList<string> Values)
{
    public bool Holds(in MessageView view)
    {
        var found = view.TryFind(Path, out var element);
        return Kind switch
        {
            ConditionKind.Exists => found,
            ConditionKind.Missing => !found,
            _ => (found && IsAny(element)) == (Kind == ConditionKind.OneOf),
        };
    }

    private bool IsAny(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return MappedValue.TextOf(element) is { } text && Values.Contains(text);
        foreach (var value in Values)
        {
            if (element.ValueEquals(value))
                return true;
        }
        return false;
    }

    public override string ToString() => Kind switch
    {
        ConditionKind.Exists => $"{Path} is there",
        ConditionKind.Missing => $"{Path} is not there",
        ConditionKind.NoneOf => $"{Path} is not {string.Join(" or ", Values)}",
        _ => $"{Path} is {string.Join(" or ", Values)}",
    };
}
