using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Security;

/// <summary>
/// Secrets that we make ourselves: 256 random bits, so that one round of SHA-256 is enough to keep them by;
/// a slow hash is for what people choose.
/// </summary>
internal static class Secret
{
    public const string KeyPrefix = "clk_";
    public const string LinkPrefix = "cll_";
    public const string TokenPrefix = "clt_";
    public const string BannerTokenPrefix = "clb_";

    public static string New(string prefix) =>
        prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string NewId(string prefix) =>
        prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
