using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CivilLine.Load;

/// <summary>
/// Calls that go on side by side: customer and agent by turns, one fragment in <see cref="AbuseEvery"/> abusive.
/// A call ends after <paramref name="turns"/> fragments and the next takes its place.
/// </summary>
/// <param name="prefix">Keeps the call ids of one phase apart from those of the others.</param>
/// <param name="seed">The same traffic for the same seed.</param>
internal sealed class Traffic(Phrases phrases, string prefix, int calls, int turns, int seed)
{
    public const int AbuseEvery = 50;
    private const int TurnMs = 3000;

    /// <summary>Calls do not all begin at once: the first ones are joined somewhere in their first turns.</summary>
    private const int Spread = 60;

#pragma warning disable CA5394 // Which phrase comes next is no secret, and it must be repeatable.
    private readonly Random _random = new(seed);
#pragma warning restore CA5394
    private readonly Slot[] _slots = [.. Enumerable.Range(0, calls).Select(slot => new Slot { Turn = (int)((long)slot * Math.Min(turns, Spread) / calls) })];

    public int Calls => _slots.Length;

    /// <summary>Writes what the call in <paramref name="slot"/> sends next, each event ended by a line feed.</summary>
    /// <param name="intended">
    /// The moment it should leave, in ticks of <see cref="Stopwatch"/>; it travels in the utterance's id, and comes back
    /// in the acknowledgement and the alert.
    /// </param>
    /// <returns>How many events were written; one of them is a fragment.</returns>
    public int Next(int slot, long intended, IBufferWriter<byte> output)
    {
        var call = _slots[slot];
        var events = 1;
        if (!call.Open)
        {
            call.Open = true;
            call.Number++;
            Write(output, $$"""{"type":"call-started","callId":"{{prefix}}-{{slot}}-{{call.Number}}","agentId":"a-{{slot}}","team":"load","queue":"load"}""");
            events++;
        }
        var isAgent = call.Turn % 2 == 1;
        var text = Say(isAgent);
        var start = call.Turn * TurnMs;
        Write(output, $$"""{"type":"fragment","callId":"{{prefix}}-{{slot}}-{{call.Number}}","utteranceId":"u{{call.Turn}}-{{intended}}","speaker":"{{(isAgent ? "agent" : "customer")}}","text":"{{text}}","startMs":{{start}},"endMs":{{start + TurnMs - 500}},"source":"load"}""");
        if (++call.Turn >= turns)
        {
            Write(output, $$"""{"type":"call-ended","callId":"{{prefix}}-{{slot}}-{{call.Number}}","endedBy":"customer"}""");
            call.Turn = 0;
            call.Open = false;
            events++;
        }
        return events;
    }

    /// <summary>The moment an utterance should have left, out of its id.</summary>
    public static long? Intended(string utteranceId) =>
        utteranceId.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash
        && long.TryParse(utteranceId.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? ticks
            : null;

#pragma warning disable CA5394
    private string Say(bool isAgent)
    {
        if (isAgent)
            return phrases.Agent[_random.Next(phrases.Agent.Count)].Value;
        // Only customers are abusive here, and they have every second turn.
        var from = _random.Next(AbuseEvery / 2) == 0 ? phrases.Abuse : phrases.Customer;
        return from[_random.Next(from.Count)].Value;
    }
#pragma warning restore CA5394

    private static void Write(IBufferWriter<byte> output, string line)
    {
        Encoding.UTF8.GetBytes(line, output);
        output.Write("\n"u8);
    }

    private sealed class Slot
    {
        public int Number { get; set; }
        public int Turn { get; set; }
        public bool Open { get; set; }
    }
}
