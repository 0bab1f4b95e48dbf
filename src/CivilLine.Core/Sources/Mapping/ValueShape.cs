using System.Text.Json.Nodes;
using CivilLine.Escalation.Documents;

namespace CivilLine.Sources.Mapping;

/// <summary>Where a value comes from: a path, or a group that says more.</summary>
/// <param name="name">Under which the schema keeps it.</param>
/// <param name="allowed">What the event's member may be; null for anything.</param>
internal sealed class ValueShape(string name, IReadOnlyList<string>? allowed = null) : Shape<MappedValue?>
{
    private const int MostInMap = 200;

    private static readonly string[] Ways = ["path", "all", "value"];

    private static readonly PathShape Path = new();

    private readonly Section<MappedValue> _group = new Section<MappedValue>(name)
        .Has("path", "Where it stands in the message; of several the first that is there.",
            new OneOrMany<MemberPath?>(Path, 8), _ => [], (value, paths) => value with { Paths = [.. paths.OfType<MemberPath>()] })
        .Has("all", "In place of 'path': several that are put together, such as the parts of an id.",
            new ListOf<MemberPath?>(Path, 8, () => null, least: 2), _ => [], (value, paths) => value with { All = [.. paths.OfType<MemberPath>()] })
        .Has("value", "A value that is always the same, in place of a path.",
            new PlainShape(allowed), _ => null, (value, @fixed) => value with { Fixed = @fixed })
        .Has("map", "What each of the vendor's values stands for.",
            new Named<string?>(new PlainShape(allowed), "^.{0,128}$", "one of the vendor's values", MostInMap),
            _ => new NamedValues<string?>(null, new Dictionary<string, string?>()),
            (value, map) => value with { Map = map.All.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal) })
        .Has("otherwise", "Where nothing stands there, or a value that 'map' does not know.",
            new PlainShape(allowed), _ => null, (value, otherwise) => value with { Otherwise = otherwise })
        .Has("join", "Put between the pieces of 'all' (a hyphen where nothing is said), or where a path with [*] leads to several.",
            new PlainShape(), _ => null, (value, join) => value with { Join = join });

    public override MappedValue? Read(Node node, string path, MappedValue? start, Problems problems)
    {
        if (node.Kind == NodeKind.Scalar)
            return Path.Read(node, path, null, problems) is { } only ? new MappedValue { Paths = [only] } : start;
        var read = _group.Read(node, path, new MappedValue(), problems);
        if (node.Kind == NodeKind.Mapping && Ways.Count(way => node.Member(way) is not null) != 1)
            problems.Add(node, path, "must say one of 'path', 'all' and 'value', and no more than one", Ways);
        if (node.Member("value") is not null && (node.Member("map") ?? node.Member("otherwise") ?? node.Member("join")) is { } idle)
            problems.Add(idle, path, "has a fixed value; nothing else stands beside it");
        return read;
    }

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["anyOf"] = new JsonArray(Path.Schema(definitions), _group.Schema(definitions)) };
}

/// <summary>Where a time comes from: a path and the unit that stands there.</summary>
/// <param name="isMoment">Whether it must be a moment and not a length of time from the call's start.</param>
/// <param name="isLength">Whether it must be a length of time.</param>
internal sealed class TimeShape(string name, bool isMoment = false, bool isLength = false) : Shape<MappedTime?>
{
    private static readonly PathShape Path = new();

    private static readonly TimeUnit[] Moments = [TimeUnit.Time, TimeUnit.EpochMs, TimeUnit.EpochS];

    private readonly Section<Draft> _group = new Section<Draft>(name)
        .Has("path", "Where it stands in the message; of several the first that is there.",
            new OneOrMany<MemberPath?>(Path, 8), _ => [], (time, paths) => time with { Paths = [.. paths.OfType<MemberPath>()] }, required: true)
        .Has("unit",
            isMoment ? Moment : isLength ? Offset : $"{Offset} From the call's start; or a moment: {Moment}",
            new Choice<TimeUnit>(isMoment ? Moments : isLength ? [.. Enum.GetValues<TimeUnit>().Except(Moments)] : Enum.GetValues<TimeUnit>()),
            _ => default, (time, unit) => time with { Unit = unit }, required: true);

    private const string Moment = "time (2026-11-20T10:15:30Z), epochMs or epochS (since 1970).";
    private const string Offset = "ms, s (1.72), ticks (of 100 ns), duration (PT1.72S) or clock (0:00:01.72).";

    private sealed record Draft(IReadOnlyList<MemberPath> Paths, TimeUnit Unit);

    public override MappedTime? Read(Node node, string path, MappedTime? start, Problems problems)
    {
        if (node.Kind != NodeKind.Mapping)
        {
            problems.Add(node, path, $"is {node.Described}; a path and its unit must stand here, such as {{ path: {Example}, unit: {(isMoment ? "time" : "s")} }}");
            return start;
        }
        var read = _group.Read(node, path, new Draft([], default), problems);
        return new MappedTime(new MappedValue { Paths = read.Paths }, read.Unit);
    }

    public override JsonObject Schema(Definitions definitions) => _group.Schema(definitions);

    private const string Example = "$.start";
}

/// <summary>The vendor's id of an utterance, or that each lasts until its final.</summary>
internal sealed class UtteranceShape : Shape<UtteranceName>
{
    private const string Arrival = "arrival";

    private static readonly ValueShape Value = new("text");

    public override UtteranceName Read(Node node, string path, UtteranceName start, Problems problems)
    {
        if (node.Member("untilFinal") is not { } until)
            return Value.Read(node, path, null, problems) is { } value ? new UtteranceName(value, null) : start;
        if (node.Members.Count > 1)
            problems.Add(node, path, "says 'untilFinal', beside which nothing stands");
        return new UtteranceName(null, until is { Kind: NodeKind.Scalar, Text: Arrival } ? null : Value.Read(until, $"{path}.untilFinal", null, problems));
    }

    public override JsonObject Schema(Definitions definitions) => new()
    {
        ["anyOf"] = new JsonArray(
            Value.Schema(definitions),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["untilFinal"] = new JsonObject
                    {
                        ["description"] = "For vendors that name no utterance: each lasts, for each speaker, from its first words to its final. Here stands the message's own id, by which one that comes again is known; or 'arrival' where it has none.",
                        ["anyOf"] = new JsonArray(Value.Schema(definitions), new JsonObject { ["const"] = Arrival }),
                    },
                },
                ["required"] = new JsonArray("untilFinal"),
                ["additionalProperties"] = false,
            }),
    };
}
