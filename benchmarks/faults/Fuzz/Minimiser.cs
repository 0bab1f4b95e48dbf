using System.Diagnostics;

namespace CivilLine.Faults.Fuzz;

/// <summary>Takes away what an input does not need to show the same fault.</summary>
internal static class Minimiser
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static byte[] Shrink(byte[] input, Func<byte[], bool> stillShows)
    {
        var watch = Stopwatch.StartNew();
        for (var piece = Math.Max(1, input.Length / 2); piece > 0; piece /= 2)
        {
            for (var at = 0; at < input.Length && watch.Elapsed < Patience;)
            {
                byte[] less = [.. input[..at], .. input[Math.Min(input.Length, at + piece)..]];
                if (stillShows(less))
                    input = less;
                else
                    at += piece;
            }
        }
        return input;
    }
}
