using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Cli.Streaming;

/// <summary>How Twilio signs a form that it posts. <see href="https://www.twilio.com/docs/usage/security#validating-requests"/></summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    public static string Of(string token, Uri url, string form)
    {
        var signed = new StringBuilder(url.AbsoluteUri);
        foreach (var (name, value) in form.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Field).OrderBy(field => field.Name, StringComparer.Ordinal))
            signed.Append(name).Append(value);
#pragma warning disable CA5350 // Twilio's choice; as a keyed hash SHA-1 still stands.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    private static (string Name, string Value) Field(string pair) =>
        pair.Split('=', 2) is [var name, var value] ? (WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)) : (WebUtility.UrlDecode(pair), "");
}
