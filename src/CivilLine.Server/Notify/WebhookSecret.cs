using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Notify;

/// <summary>Secrets and signatures as Standard Webhooks has them (https://www.standardwebhooks.com).</summary>
internal static class WebhookSecret
{
    public const string Prefix = "whsec_";
    public const string Rule = "'secret' must be whsec_ and 24 to 64 random bytes in base64.";

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static bool TryRead(string secret, out byte[] key)
    {
        key = [];
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) || length is < 24 or > 64)
            return false;
        key = bytes[..length];
        return true;
    }

    /// <summary>What goes into <c>webhook-signature</c>: one signature a key, so that a receiver may change over in its own time.</summary>
    public static string Sign(IEnumerable<byte[]> keys, string messageId, DateTimeOffset at, string body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = Encoding.UTF8.GetBytes($"{messageId}.{seconds}.{body}");
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content))));
    }
}
