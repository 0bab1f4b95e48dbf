using System.Text.Json.Nodes;
using CivilLine.Escalation.Phrases;
using CivilLine.Scoring;

namespace CivilLine.Escalation.Documents;

internal static class PhraseShape
{
    private const int NearByDefault = 5;

    /// <summary>An item as it is written.</summary>
    private sealed record Item(
        string? Text = null,
        IReadOnlyList<string>? Near = null,
        int? Within = null,
        IReadOnlyList<Category>? Categories = null,
        Category Category = default,
        Severity Severity = Severity.Caution,
        Target? Target = null,
        string? Note = null);

    private static readonly Rule<AllowedPhrase> Allow = new(
        Common("allowedPhrase").Has(
            "categories", "What it clears; swearing, hostility, discrimination and sexual where nothing is said.",
            new ListOf<Category>(new Choice<Category>(), CategorySet.Count, () => default, least: 1),
            item => item.Categories ?? [], (item, categories) => item with { Categories = categories }),
        (phrase, item) => new AllowedPhrase(phrase, item.Categories ?? PhraseRules.ClearedByDefault, item.Note));

    private static readonly Rule<FlaggedPhrase> Flag = new(
        Common("flaggedPhrase")
            .Has("category", "What it is.", new Choice<Category>(), item => item.Category, (item, category) => item with { Category = category }, required: true)
            .Has("severity", "How strong it is at least; caution where nothing is said.", new Choice<Severity>(), item => item.Severity, (item, severity) => item with { Severity = severity })
            .Has("target", "At whom it is aimed; what the model says where nothing is said, or the agent.", new Choice<Target>(),
                item => item.Target ?? default, (item, target) => item with { Target = target }),
        (phrase, item) => new FlaggedPhrase(phrase, item.Category, item.Severity, item.Target, item.Note));

    public static readonly Section<PhraseRules> Phrases = new Section<PhraseRules>("phrases")
        .Has("allow", "Cut out before the rest is judged: names, places, products of the centre.",
            new ListOf<AllowedPhrase>(Allow, PhraseRules.Most, () => null!), rules => rules.Allow, (rules, allow) => new PhraseRules(allow, rules.Flag))
        .Has("flag", "Always counted, whatever the model makes of it.",
            new ListOf<FlaggedPhrase>(Flag, PhraseRules.Most, () => null!), rules => rules.Flag, (rules, flag) => new PhraseRules(rules.Allow, flag));

    private static Section<Item> Common(string name) => new Section<Item>(name)
        .Has("phrase", $"Words side by side; * stands for one word, or for the rest of a word of which {Phrase.FewestLetters} letters are named.",
            new Words(Phrase.MostLength), item => item.Text ?? "", (item, text) => item with { Text = text })
        .Has("near", "Single words, in any order, near each other.",
            new ListOf<string>(new Words(Phrase.MostLength), Phrase.MostNearWords, () => "", least: 2), item => item.Near ?? [], (item, near) => item with { Near = near })
        .Has("within", $"How many words they lie within; {NearByDefault} where nothing is said.", new Number(2, Phrase.MostWithin, isWhole: true),
            item => item.Within ?? 0, (item, within) => item with { Within = (int)within })
        .Has("note", "Why it is here.", new Words(400), item => item.Note ?? "", (item, note) => item with { Note = note });

    private sealed class Rule<T>(Section<Item> section, Func<Phrase, Item, T> make) : Shape<T>
        where T : class
    {
        public override T Read(Node node, string path, T start, Problems problems)
        {
            var before = problems.Count;
            var item = section.Read(node, path, new Item(), problems);
            if (problems.Count > before)
                return start;
            if (item is { Text: null, Near: null } or { Text: not null, Near: not null } or { Near: null, Within: not null })
            {
                problems.Add(node, path, "must have either 'phrase', or 'near' and how many words it lies 'within'");
                return start;
            }

            Phrase? phrase;
            var refusal = item.Text is { } text ? Phrase.TryRead(text, out phrase) : Phrase.TryReadNear(item.Near!, item.Within ?? NearByDefault, out phrase);
            if (refusal is null)
                return make(phrase!, item);
            var member = item.Text is null ? "near" : "phrase";
            problems.Add(node.Member(member)!, $"{path}.{member}", refusal);
            return start;
        }

        public override JsonObject Schema(Definitions definitions)
        {
            var schema = section.Schema(definitions);
            return new JsonObject
            {
                ["$ref"] = schema["$ref"]!.DeepClone(),
                ["oneOf"] = new JsonArray(
                    new JsonObject { ["required"] = new JsonArray("phrase"), ["not"] = new JsonObject { ["anyOf"] = new JsonArray(Has("near"), Has("within")) } },
                    new JsonObject { ["required"] = new JsonArray("near"), ["not"] = Has("phrase") }),
            };
        }

        private static JsonObject Has(string member) => new() { ["required"] = new JsonArray(member) };
    }
}
