namespace CivilLine.Faults.Fuzz.Mutations;

internal static class ByteMutations
{
    private const int LongRun = 20_000;

    public static byte[] Of(byte[] input, Random random, List<byte[]> inputs)
    {
        var at = random.Next(input.Length + 1);
        var end = Math.Min(input.Length, at + 1 + (random.Next(4) == 0 ? random.Next(input.Length + 1) : random.Next(8)));
        switch (random.Next(9))
        {
            case 0 when at < input.Length:
                var flipped = (byte[])input.Clone();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1 when at < input.Length:
                var replaced = (byte[])input.Clone();
                replaced[at] = (byte)random.Next(256);
                return replaced;
            case 2: return [.. input[..at], (byte)random.Next(256), .. input[at..]];
            case 3: return [.. input[..at], .. input[end..]];
            case 4: return [.. input[..end], .. input[at..]];
            case 5: return input[..at];
            case 6:
                var other = inputs[random.Next(inputs.Count)];
                return [.. input[..at], .. other[random.Next(other.Length + 1)..]];
            case 7:
                // The same piece over and over: what grows with its square shows.
                var piece = input[at..end];
                return [.. input[..at], .. Enumerable.Repeat(piece, piece.Length == 0 ? 0 : random.Next(LongRun) / piece.Length).SelectMany(p => p), .. input[at..]];
            default:
                var bytes = new byte[random.Next(1, 8)];
                random.NextBytes(bytes);
                return [.. input[..at], .. bytes, .. input[end..]];
        }
    }
}
