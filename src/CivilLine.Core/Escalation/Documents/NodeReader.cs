using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CivilLine.Escalation.Documents;

/// <summary>Reads YAML into nodes: one document, no anchors, nothing twice, of bounded size and depth.</summary>
internal sealed class NodeReader(Problems problems)
{
    public const int MostCharacters = 256 * 1024;
    private const int MostDepth = 12;

    /// <returns>Null where the text is no YAML; the problem is noted.</returns>
    public Node? Read(string yaml)
    {
        if (yaml.Length > MostCharacters)
        {
            problems.Add(1, 1, "", $"is {yaml.Length} characters long; at most {MostCharacters} are taken");
            return null;
        }

        try
        {
            return ReadDocument(new Parser(new StringReader(yaml)));
        }
        catch (YamlException error)
        {
            problems.Add((int)error.Start.Line, (int)error.Start.Column, "", $"is not YAML: {error.Message}");
            return null;
        }
        // YamlDotNet's own word for a line break within a key that stands in brackets.
        catch (InvalidOperationException)
        {
            problems.Add(1, 1, "", "is not YAML: a name that stands in brackets goes over several lines");
            return null;
        }
        // And for a text that ends within an escape, or one of half a character.
        catch (ArgumentException)
        {
            problems.Add(1, 1, "", "is not YAML: a quoted text holds an escape (\\u…) that is no character");
            return null;
        }
    }

    private Node? ReadDocument(Parser parser)
    {
        var open = new Stack<Node>();
        Node? root = null;
        Node? key = null;
        var keys = new Stack<Node?>();
        while (parser.MoveNext())
        {
            Node? node = null;
            switch (parser.Current)
            {
                case Scalar scalar:
                    node = New(NodeKind.Scalar, scalar, scalar.Value, scalar.Style == ScalarStyle.Plain);
                    break;
                case SequenceStart start:
                    node = New(NodeKind.Sequence, start);
                    break;
                case MappingStart start:
                    node = New(NodeKind.Mapping, start);
                    break;
                case AnchorAlias alias:
                    problems.Add((int)alias.Start.Line, (int)alias.Start.Column, "", "refers to another place; anchors are not taken, write it out");
                    return null;
                case SequenceEnd or MappingEnd:
                    open.Pop();
                    key = keys.Pop();
                    break;
                case DocumentStart start when root is not null:
                    problems.Add((int)start.Start.Line, (int)start.Start.Column, "", "starts a second document; one is taken");
                    return root;
            }

            if (node is null)
                continue;
            if (!open.TryPeek(out var parent))
                root = node;
            else if (parent.Kind == NodeKind.Sequence)
                parent.Items.Add(node);
            else if (key is null)
            {
                key = node;
                if (node.Kind == NodeKind.Scalar)
                    continue;
                problems.Add(node.Line, node.Column, "", $"has {node.Described} where a name must stand");
                return null;
            }
            else
            {
                AddMember(parent, key, node);
                key = null;
            }

            if (node.Kind == NodeKind.Scalar)
                continue;
            if (open.Count == MostDepth)
            {
                problems.Add(node.Line, node.Column, "", $"goes deeper than {MostDepth} levels");
                return null;
            }

            open.Push(node);
            keys.Push(key);
            key = null;
        }

        return root;
    }

    private void AddMember(Node parent, Node key, Node value)
    {
        if (parent.Member(key.Text) is null)
            parent.Members.Add((key, value));
        else
            problems.Add(key.Line, key.Column, "", $"names '{key.Text}' twice");
    }

    private static Node New(NodeKind kind, ParsingEvent at, string text = "", bool isPlain = false) =>
        new(kind, (int)at.Start.Line, (int)at.Start.Column, text, isPlain);
}
