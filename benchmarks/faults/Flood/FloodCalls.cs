using System.Text;
using System.Text.Json;
using CivilLine.Shared;

namespace CivilLine.Faults.Flood;

/// <summary>
/// Calls that go on side by side, customer and agent by turns: each thing said comes as an interim first, one in fifty of the
/// customer's is abusive. By turns, since what one side says on end is read in one window: a call would cost more the longer it lasts.
/// </summary>
/// <param name="prefix">Keeps the calls of one phase apart from those of the others.</param>
internal sealed class FloodCalls(Phrases phrases, string prefix, int count, int seed)
{
    private const int UtterancesOfACall = 40;
    private const int AbuseEvery = 50;
    private const int UtterancesOfATurn = 2;

#pragma warning disable CA5394 // Which phrase comes next is no secret, and it must be repeatable.
    private readonly Random _random = new(seed);
#pragma warning restore CA5394
    private readonly Slot[] _slots = [.. Enumerable.Range(0, count).Select(_ => new Slot())];

    public int Count => count;

    /// <summary>What the call in this place sends next.</summary>
    public (byte[] Message, bool IsFinal) Next(int place)
    {
        var slot = _slots[place];
        var call = $"{prefix}-{place}-{slot.Call}";
        if (slot.Utterance == UtterancesOfACall)
        {
            (slot.Call, slot.Utterance) = (slot.Call + 1, 0);
            return (Encoding.UTF8.GetBytes($$"""{"type":"call-ended","callId":"{{call}}"}"""), true);
        }

        var isCustomer = slot.Utterance / UtterancesOfATurn % 2 == 0;
        slot.Text ??= isCustomer ? Say() : Of(phrases.Agent);
        var text = slot.IsInterim ? Half(slot.Text) : slot.Text;
        var message = Encoding.UTF8.GetBytes(
            $$"""{"callId":"{{call}}","utteranceId":"u{{slot.Utterance}}","revision":{{(slot.IsInterim ? 0 : 1)}},"isFinal":{{(slot.IsInterim ? "false" : "true")}},"speaker":"{{(isCustomer ? "customer" : "agent")}}","text":"{{text}}","startMs":{{slot.Utterance * 3000}},"endMs":{{(slot.Utterance * 3000) + 2500}},"source":"stream"}""");
        var isFinal = !slot.IsInterim;
        slot.IsInterim = isFinal;
        if (isFinal)
            (slot.Utterance, slot.Text) = (slot.Utterance + 1, null);
        return (message, isFinal);
    }

#pragma warning disable CA5394
    private string Say() => Of(_random.Next(AbuseEvery) == 0 ? phrases.Abuse : phrases.Customer);

    private string Of(IReadOnlyList<JsonEncodedText> from) => from[_random.Next(from.Count)].Value;
#pragma warning restore CA5394

    private static string Half(string text) => text.LastIndexOf(' ', text.Length / 2) is > 0 and var cut ? text[..cut] : text;

    private sealed class Slot
    {
        public int Call { get; set; }
        public int Utterance { get; set; }
        public bool IsInterim { get; set; } = true;
        public string? Text { get; set; }
    }
}
