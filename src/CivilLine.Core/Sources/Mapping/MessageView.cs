using System.Text.Json;

namespace CivilLine.Sources.Mapping;

/// <summary>One message and, within it, the item that a rule's <c>each</c> stands at.</summary>
/// <param name="Where">As a refusal names the message, with the dot behind it: <c>Records[2].data.</c>; empty for the whole body.</param>
internal readonly record struct MessageView(JsonElement Message, JsonElement Item, string Where, StringOpener Opener)
{
    public MemberPath? Each { get; init; }

    public int[] Indices { get; init; } = [];

    public bool TryFind(MemberPath path, out JsonElement found) =>
        path.TryFind(path.IsRelative ? Item : Message, Opener, out found);

    public List<(JsonElement Found, int[] Indices)> Collect(MemberPath path)
    {
        var all = new List<(JsonElement, int[])>();
        path.Collect(path.IsRelative ? Item : Message, Opener, all);
        return all;
    }

    public string NameOf(MemberPath path)
    {
        var inner = path.Named();
        if (!path.IsRelative || Each is null)
            return Where + inner;
        return Where + Each.Named(Indices) + (inner.Length == 0 || inner[0] == '[' ? "" : ".") + inner;
    }
}
