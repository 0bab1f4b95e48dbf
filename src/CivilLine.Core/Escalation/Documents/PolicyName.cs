using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CivilLine.Escalation.Documents;

internal sealed partial class PolicyName : Shape<string>
{
    private const string Form = "^[a-z][a-z0-9-]{0,39}$";

    public override string Read(Node node, string path, string start, Problems problems)
    {
        if (node.Kind == NodeKind.Scalar && !node.IsNull && node.AsFlag is null && Whole().IsMatch(node.Text))
            return node.Text;
        problems.Add(node, path, $"is {node.Described}; a short name must stand here: a letter and then up to 39 of a-z 0-9 -");
        return start;
    }

    public override JsonObject Schema(Definitions definitions) => new() { ["type"] = "string", ["pattern"] = Form };

    [GeneratedRegex(Form, RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
