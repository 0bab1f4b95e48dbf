using System.Text.Json.Nodes;

namespace CivilLine.Core.Tests.Scoring;

/// <summary>Alters a copied bundle, as nobody should.</summary>
internal static class BundleFiles
{
    public static void Edit(string directory, string file, Action<JsonNode> change)
    {
        var path = Path.Combine(directory, file);
        var node = JsonNode.Parse(File.ReadAllText(path))!;
        change(node);
        File.WriteAllText(path, node.ToJsonString());
    }
}
