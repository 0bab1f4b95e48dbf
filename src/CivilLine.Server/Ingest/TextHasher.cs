using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CivilLine.Store;
using CivilLine.Transcripts;

namespace CivilLine.Ingest;

/// <summary>
/// Tells a repeated text from another without keeping it: the first 16 bytes of its HMAC-SHA256 under a key that is
/// made once and stays in the data folder, so that the hashes of a stolen store cannot be guessed back into words.
/// </summary>
internal sealed class TextHasher(DataFolder folder)
{
    private const string FileName = "text-key";

    private readonly byte[] _key = Convert.FromHexString(
        folder.Secret(FileName, () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));

    /// <summary>
    /// The same for texts that differ in their numbers alone: a few digits could be guessed back by whoever has the key.
    /// </summary>
    public UInt128 Hash(ReadOnlySpan<byte> utf8, string text)
    {
        var told = Redactor.WithoutNumbers(text);
        return ReferenceEquals(told, text) ? Hash(utf8) : Hash(Encoding.UTF8.GetBytes(told));
    }

    /// <summary>A call's id, which may be somebody's number: told from others without keeping it.</summary>
    public byte[] HashCall(string callId) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes("call " + callId))[..16];

    private UInt128 Hash(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
