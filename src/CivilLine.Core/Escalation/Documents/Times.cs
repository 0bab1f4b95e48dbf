using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CivilLine.Escalation.Documents;

/// <summary>A length of time such as <c>2.5s</c>, <c>3m</c> or <c>1h30m</c>.</summary>
internal sealed partial class Duration(TimeSpan least, TimeSpan most) : Shape<TimeSpan>
{
    private const string Form = @"^([0-9]{1,6}(\.[0-9]{1,3})?(ms|s|m|h)){1,4}$";

    public override TimeSpan Read(Node node, string path, TimeSpan start, Problems problems)
    {
        if (node.Kind == NodeKind.Scalar && Parse(node.Text) is { } time && time >= least && time <= most)
            return time;
        problems.Add(node, path, $"is {node.Described}; a length of time from {Text(least)} to {Text(most)} must stand here, such as 2.5s, 3m or 1h30m");
        return start;
    }

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["type"] = "string", ["pattern"] = Form };

    public static TimeSpan? Parse(string text)
    {
        if (!Whole().IsMatch(text))
            return null;
        var sum = TimeSpan.Zero;
        foreach (Match part in Part().Matches(text))
        {
            var amount = double.Parse(part.Groups["amount"].ValueSpan, CultureInfo.InvariantCulture);
            sum += part.Groups["unit"].ValueSpan switch
            {
                "ms" => TimeSpan.FromMilliseconds(amount),
                "s" => TimeSpan.FromSeconds(amount),
                "m" => TimeSpan.FromMinutes(amount),
                _ => TimeSpan.FromHours(amount),
            };
        }

        return sum;
    }

    public static string Text(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "0s",
        _ when time.TotalHours >= 1 && time.TotalHours == Math.Floor(time.TotalHours) => $"{time.TotalHours:0}h",
        _ when time.TotalMinutes >= 1 && time.TotalMinutes == Math.Floor(time.TotalMinutes) => $"{time.TotalMinutes:0}m",
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s"),
    };

    [GeneratedRegex(Form, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<amount>[0-9.]+)(?<unit>ms|s|m|h)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}

/// <summary>The same, or <c>never</c>.</summary>
internal sealed class DurationOrNever(TimeSpan least, TimeSpan most) : Shape<TimeSpan?>
{
    private const string Never = "never";
    private readonly Duration _duration = new(least, most);

    public override TimeSpan? Read(Node node, string path, TimeSpan? start, Problems problems) =>
        node is { Kind: NodeKind.Scalar, Text: Never } ? null : _duration.Read(node, path, start ?? least, problems);

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["anyOf"] = new JsonArray(_duration.Schema(definitions), new JsonObject { ["const"] = Never }) };
}

/// <summary>A time of day such as <c>"22:00"</c>.</summary>
internal sealed class TimeOfDay : Shape<TimeOnly>
{
    public override TimeOnly Read(Node node, string path, TimeOnly start, Problems problems)
    {
        if (node.Kind == NodeKind.Scalar && TimeOnly.TryParseExact(node.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        problems.Add(node, path, $"is {node.Described}; a time of day must stand here, from \"00:00\" to \"23:59\"");
        return start;
    }

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["type"] = "string", ["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$" };
}

/// <summary>An IANA name of a time zone that this machine knows.</summary>
internal sealed class Zone : Shape<string>
{
    private readonly Words _words = new(64);

    public override string Read(Node node, string path, string start, Problems problems)
    {
        var zone = _words.Read(node, path, start, problems);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return zone;
        problems.Add(node, path, $"is {node.Described}, which is no time zone known here; an IANA name must stand here, such as Europe/London or UTC");
        return start;
    }

    public override JsonObject Schema(Definitions definitions) => _words.Schema(definitions);
}
