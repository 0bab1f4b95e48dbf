using System.Text;

namespace CivilLine.Sources;

/// <summary>The members of an <c>application/x-www-form-urlencoded</c> body; what cannot be decoded stays as it stands.</summary>
public static class FormMembers
{
    private const int Most = 200;

    public static List<KeyValuePair<string, string>> Of(ReadOnlySpan<byte> body)
    {
        var members = new List<KeyValuePair<string, string>>();
        var text = Encoding.UTF8.GetString(body);
        foreach (var range in text.AsSpan().Split('&'))
        {
            var member = text[range];
            if (member.Length == 0)
                continue;
            if (members.Count == Most)
                break;
            var at = member.IndexOf('=', StringComparison.Ordinal);
            members.Add(at < 0 ? new(Decode(member), "") : new(Decode(member[..at]), Decode(member[(at + 1)..])));
        }
        return members;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
