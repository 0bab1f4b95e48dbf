using System.Text;

namespace CivilLine.Faults.Fuzz.Mutations;

/// <summary>Changes one member of a form's body, within its encoding, and within the JSON that it may hold.</summary>
internal static class FormMutations
{
    /// <returns>Null where the input is no form.</returns>
    public static byte[]? TryOf(byte[] line, Random random, Nasty nasty)
    {
        var parts = Encoding.UTF8.GetString(line).Split('&').ToList();
        if (parts.Count < 2)
            return null;
        var at = random.Next(parts.Count);
        if (parts[at].Split('=', 2) is not [var name, var value])
            return null;
        switch (random.Next(6))
        {
            case 0: parts.RemoveAt(at); break;
            case 1: parts.Insert(random.Next(parts.Count), parts[at]); break;
            case 2: parts[at] = nasty.Text() + "=" + value; break;
            case 3: parts[at] = name + "=" + nasty.Text(); break;
            default: parts[at] = name + "=" + Uri.EscapeDataString(Changed(Uri.UnescapeDataString(value.Replace('+', ' ')), random, nasty)); break;
        }
        return Encoding.UTF8.GetBytes(string.Join('&', parts));
    }

    private static string Changed(string value, Random random, Nasty nasty)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return Encoding.UTF8.GetString(JsonMutations.TryOf(bytes, random, nasty, depth: 1) ?? nasty.Into(bytes));
    }
}
