using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Sources;

/// <summary>Vendors' ids as the contract's: other characters become <c>.</c>, and what is too long ends in its hash.</summary>
public static class SourceIds
{
    private const int Longest = 128;
    private const int LongestLanguage = 64;
    private const int HashCharacters = 16;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static string Of(string id)
    {
        if (id.Length <= Longest && !id.AsSpan().ContainsAnyExcept(Allowed))
            return id;
        var plain = string.Create(id.Length, id, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = Allowed.Contains(from[i]) ? from[i] : '.';
        });
        return plain.Length <= Longest
            ? plain
            : string.Concat(
                plain.AsSpan(0, Longest - HashCharacters - 1), ".",
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))).AsSpan(0, HashCharacters));
    }

    /// <summary>A stream's language, which stands in each of its messages from then on; null for what is too long to be one (BCP 47).</summary>
    public static string? Language(string? tag) => tag is { Length: > 0 and <= LongestLanguage } ? tag : null;

    public static string? OfOrNull(string? id) => string.IsNullOrEmpty(id) ? null : Of(id);
}
