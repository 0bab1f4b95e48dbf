using System.Text.Json;

namespace CivilLine.Sources.Mapping;

/// <summary>Messages of any vendor, by a mapping file.</summary>
internal sealed class MappingFormat(SourceSettings settings, SourceMapping mapping) : ISourceFormat
{
    /// <summary>So that one delivery cannot ask for unbounded work.</summary>
    private const int MostItems = 10_000;

    private readonly EventMaker _maker = new(settings, mapping);

    /// <inheritdoc cref="EventMaker.Note"/>
    public Action<string>? Note
    {
        set => _maker.Note = value;
    }

    // Gladia counts its utterances; that some vendor's ids would do without is not known.
    public bool IdsAreOfStream => true;

    public void Read(in SourceMessage message, EventLines events)
    {
        var body = mapping.Body == BodyKind.Form ? FormBody.ToJson(message.Body.Span) : message.Body;
        using var document = JsonMembers.TryParse(body, out var wrong);
        using var opener = new StringOpener();
        if (document is null)
            events.Refuse(null, wrong);
        else if (document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            events.Refuse(null, "The message must be a JSON object, or an array of them.");
        else
            ReadBody(document.RootElement, opener, message, events);
    }

    private void ReadBody(JsonElement root, StringOpener opener, in SourceMessage message, EventLines events)
    {
        var whole = new MessageView(root, root, "", opener);
        foreach (var path in mapping.Messages)
        {
            if (whole.Collect(path) is not { Count: > 0 } all)
                continue;
            foreach (var (one, indices) in Bounded(all, path.Named(), events))
            {
                opener.Forget();
                ReadMessage(new MessageView(one, one, path.Named(indices) + ".", opener), message, events);
            }
            return;
        }
        ReadMessage(whole, message, events);
    }

    private void ReadMessage(in MessageView view, in SourceMessage message, EventLines events)
    {
        foreach (var rule in mapping.Started)
        {
            foreach (var item in Items(rule, view, events))
                _maker.Start(rule, item, message, events);
        }
        foreach (var rule in mapping.Fragments)
        {
            foreach (var item in Items(rule, view, events))
                _maker.Say(rule, item, message, events);
        }
        foreach (var rule in mapping.Ended)
        {
            foreach (var item in Items(rule, view, events))
                _maker.End(rule, item, message, events);
        }
    }

    private static List<MessageView> Items(MappingRule rule, in MessageView view, EventLines events)
    {
        var items = new List<MessageView>(1);
        foreach (var condition in rule.When)
        {
            if (!condition.Path.IsRelative && !condition.Holds(view))
                return items;
        }
        if (rule.Each is not { } each)
        {
            items.Add(view);
            return items;
        }
        foreach (var (found, indices) in Bounded(view.Collect(each), each.Named(), events))
        {
            var item = view with { Item = found, Each = each, Indices = indices };
            if (rule.When.All(condition => !condition.Path.IsRelative || condition.Holds(item)))
                items.Add(item);
        }
        return items;
    }

    private static List<(JsonElement Found, int[] Indices)> Bounded(List<(JsonElement Found, int[] Indices)> all, string named, EventLines events)
    {
        if (all.Count <= MostItems)
            return all;
        events.Refuse(named, $"{named} holds {all.Count}; at most {MostItems} are taken.");
        return [];
    }
}
