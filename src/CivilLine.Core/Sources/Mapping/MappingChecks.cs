using CivilLine.Escalation.Documents;

namespace CivilLine.Sources.Mapping;

/// <summary>What depends on several members of a mapping.</summary>
internal sealed class MappingChecks(Node root, Problems problems)
{
    public void Check(SourceMapping mapping)
    {
        Check("started", mapping.Started, Paths);
        Check("fragments", mapping.Fragments, Paths);
        Check("ended", mapping.Ended, Paths);
        for (var i = 0; i < mapping.Fragments.Count; i++)
        {
            if (mapping.Fragments[i] is { End: not null, Length: not null })
                Add($"fragments[{i}].length", "says how long what has an end lasts; one of 'end' and 'length' must stand here");
            if (mapping.Fragments[i] is { Length: not null, Start: null })
                Add($"fragments[{i}].length", "has no start to be counted from; say 'start' too");
        }
        foreach (var path in Paths(mapping.CallId, mapping.Since?.Value).Where(path => path.IsRelative))
            Add("callId", $"has {path}, but no item that it could start at: write it from $");
    }

    private void Check<T>(string list, IReadOnlyList<T> rules, Func<T, IEnumerable<MemberPath>> paths)
        where T : MappingRule
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            var all = rule.When.Select(condition => condition.Path).Concat(paths(rule));
            if (rule.Each is null)
            {
                foreach (var path in all.Where(path => path.IsRelative).DistinctBy(path => path.Text))
                    Add($"{list}[{i}]", $"has {path}, which starts at an item, but says no 'each': write it from $, or say where the items stand");
            }
            else if (!rule.Each.IsMany)
                Add($"{list}[{i}].each", $"is {rule.Each}, which leads to one place; several stand where a path has [*]");
        }
    }

    private static IEnumerable<MemberPath> Paths(StartRule rule) =>
        Paths(rule.CallId, rule.AgentId, rule.Team, rule.Queue, rule.Language, rule.Caller, rule.StartedAt?.Value);

    private static IEnumerable<MemberPath> Paths(FragmentRule rule) =>
        Paths(rule.CallId, rule.UtteranceId.Value, rule.Text, rule.IsFinal, rule.Revision, rule.Speaker, rule.Start?.Value,
            rule.End?.Value, rule.Length?.Value, rule.Sequence, rule.Confidence, rule.Language, rule.UtteranceId.UntilFinal);

    private static IEnumerable<MemberPath> Paths(EndRule rule) =>
        Paths(rule.CallId, rule.EndedAt?.Value, rule.EndedBy, rule.Reason);

    private static IEnumerable<MemberPath> Paths(params MappedValue?[] values) =>
        values.OfType<MappedValue>().SelectMany(value => value.Paths.Concat(value.All));

    private void Add(string path, string message) => problems.Add(root.Nearest(path), path, message);
}
