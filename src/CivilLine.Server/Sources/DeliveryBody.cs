using System.Buffers;
using System.IO.Compression;

namespace CivilLine.Sources;

/// <summary>A delivery's body: as it came, which is what vendors sign, and as it reads (Firehose can send gzip).</summary>
internal static class DeliveryBody
{
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            foreach (var part in read.Buffer)
                body.Write(part.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return body.WrittenSpan.ToArray();
        }
    }

    public static bool IsPacked(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString().Equals("gzip", StringComparison.OrdinalIgnoreCase);

    /// <returns>Null where it is no gzip, or longer than <paramref name="most"/>.</returns>
    public static async Task<byte[]?> UnpackAsync(byte[] packed, int most, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var unpacked = new ArrayBufferWriter<byte>(Math.Clamp(packed.Length * 4, 4096, most));
        try
        {
            while (await gzip.ReadAsync(unpacked.GetMemory(4096), cancellationToken) is > 0 and var read)
            {
                unpacked.Advance(read);
                if (unpacked.WrittenCount > most)
                    return null;
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return unpacked.WrittenSpan.ToArray();
    }
}
