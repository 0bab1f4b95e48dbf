using System.Text.Json.Nodes;
using CivilLine.Escalation.Documents;
using CsCheck;

namespace CivilLine.Core.Tests.Escalation.Documents;

/// <summary>An editor that goes by the schema and a server that goes by the reader must not contradict each other.</summary>
public sealed class SchemaTests
{
    private static readonly MiniSchema Schema = new(JsonNode.Parse(StandardPolicy.Schema)!.AsObject());

    private static readonly string[] Values =
    [
        "5s", "3m", "90m", "never", "true", "false", "3", "0", "-1", "0.5", "101", "~", "''", "'3'", "serious", "supervisor", "mild",
        "\"22:00\"", "UTC", "some words", "{}", "[]", "[some words]", "[swearing, threat]", "{ may: Words. }", "{ floor: info }",
        "[{ phrase: you lot, category: swearing }]", "[{ near: [kill, card], within: 3 }]", "[{ phrase: a, near: [kill, card] }]",
    ];

    private static readonly string[] Names =
        ["floor", "weight", "alerts", "points", "holds", "agreement", "may", "say", "phrase", "within", "category", "nonsense", "billing", "de"];

    private static string Shown(string file) => File.ReadAllText(StandardPolicyTests.Shipped(file));

    private static Node Tree(string yaml)
    {
        var problems = new Problems();
        var root = new NodeReader(problems).Read(yaml)!;
        Assert.Empty(problems.Sorted());
        return root;
    }

    private static JsonNode? Json(Node node) => node.Kind switch
    {
        NodeKind.Mapping => new JsonObject(node.Members.Select(member => KeyValuePair.Create(member.Key.Text, Json(member.Value)))),
        NodeKind.Sequence => new JsonArray([.. node.Items.Select(Json)]),
        _ when node.IsNull => null,
        _ when node.AsFlag is { } flag => JsonValue.Create(flag),
        _ when node.AsNumber is { } number => JsonValue.Create(number),
        _ => JsonValue.Create(node.Text),
    };

    private static IEnumerable<Node> All(Node node) =>
        node.Members.Select(member => member.Value).Concat(node.Items).SelectMany(All).Prepend(node);

    /// <summary>Puts a value in place of a member or an item, or adds a member of that name.</summary>
    private static Node Changed(Node root, int place, int index, string name, string value, bool isAdded)
    {
        var groups = All(root).Where(node => node.Kind != NodeKind.Scalar).ToArray();
        var group = groups[place % groups.Length];
        var put = Tree($"x: {value}").Members[0].Value;
        if (group.Kind == NodeKind.Sequence && group.Items.Count > 0)
            group.Items[index % group.Items.Count] = put;
        else if (group.Kind == NodeKind.Mapping && isAdded && group.Member(name) is null)
            group.Members.Add((new Node(NodeKind.Scalar, 1, 1, name), put));
        else if (group.Members.Count > 0)
            group.Members[index % group.Members.Count] = (group.Members[index % group.Members.Count].Key, put);
        return root;
    }

    private static List<PolicyProblem> ProblemsOf(Node root)
    {
        var problems = new Problems();
        PolicyShape.Document.Read(root, "", Draft.Empty, problems);
        return [.. problems.Sorted()];
    }

    // What a schema cannot say: how long is too long, which zones there are, what a phrase must hold.
    private static bool IsBeyondSchema(PolicyProblem problem) =>
        (problem.Message.Contains("a length of time", StringComparison.Ordinal) && Duration.Parse(problem.Message.Split('\'')[1]) is not null)
        || problem.Message.Contains("time zone", StringComparison.Ordinal)
        || problem.Message.Contains("transcript would show nothing", StringComparison.Ordinal)
        || (problem.Path.EndsWith(".phrase", StringComparison.Ordinal) && !problem.Message.StartsWith("is ", StringComparison.Ordinal))
        || (problem.Path.EndsWith(".near", StringComparison.Ordinal) && !problem.Message.StartsWith("is ", StringComparison.Ordinal) && !problem.Message.Contains("items", StringComparison.Ordinal));

    [Theory]
    [InlineData("standard.yaml")]
    [InlineData("example.yaml")]
    public void Schema_accepts_what_is_shipped(string file) => Assert.True(Schema.Accepts(Json(Tree(Shown(file)))));

    [Fact]
    public void Schema_and_reader_agree_on_every_change_of_a_document() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 40], Pick.From(Names), Pick.From(Values), Gen.Bool, Pick.From("standard.yaml", "example.yaml"))
            .Sample((place, index, name, value, isAdded, file) =>
            {
                var root = Changed(Tree(Shown(file)), place, index, name, value, isAdded);
                var problems = ProblemsOf(root);
                var accepted = Schema.Accepts(Json(root));

                if (!accepted)
                    Assert.True(problems.Count > 0, "the schema refuses what the reader takes");
                else
                    Assert.True(problems.TrueForAll(IsBeyondSchema), $"the schema takes what the reader refuses: {problems.Find(problem => !IsBeyondSchema(problem))}");
            }, iter: 3_000);
}
