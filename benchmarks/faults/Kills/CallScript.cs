using System.Text.Json;

namespace CivilLine.Faults.Kills;

/// <summary>One thing that happens on a call: an event of its source, or what somebody does in the centre.</summary>
/// <param name="Path">Null of an event; else what is posted to, <c>{incident}</c> standing for the call's.</param>
internal sealed record ScriptItem(string Body, string? Path = null);

/// <summary>
/// What happens on a call, in order, and the same whenever it is asked for: threats, insults and swearing among ordinary
/// words, a part of them said in interims that their finals take back or confirm, warnings by the agent, a supervisor at work.
/// </summary>
internal static class CallScript
{
    private const int Utterances = 14;
    private const int Apart = 2000;

    private static readonly string[] Calm =
    [
        "i would like to pay my bill", "my parcel never came on tuesday", "thank you for looking into it", "the number is on the letter you sent",
        "i have been a customer for ten years", "can you tell me when it will arrive",
    ];

    private static readonly string[] Hard =
    [
        "you are a useless idiot and you know it", "i'm going to come down there and kill you", "you fucking idiot", "you stupid stupid woman",
        "shut up you worthless piece of dirt",
    ];

    public static string IdOf(int call) => $"k-{call}";

    public static IEnumerable<ScriptItem> Of(int call)
    {
        var random = new Random(call);
        var id = IdOf(call);
        yield return Event(new { type = "call-started", callId = id, agentId = $"a-{call % 40}", team = $"t-{call % 5}", queue = "inbound" });
        for (var i = 0; i < Utterances; i++)
        {
            foreach (var item in Utterance(random, id, i))
                yield return item;
            if (i is 5 or 9)
                yield return new ScriptItem("{}", $"/api/v1/calls/{id}/steps");
            if (i == 6 && random.Next(4) == 0)
                yield return new ScriptItem("{}", $"/api/v1/calls/{id}/help");
            if (i == 7)
                yield return new ScriptItem("{}", "/api/v1/incidents/{incident}/claim");
        }
        yield return new ScriptItem("""{"reason":"spoken to the agent"}""", "/api/v1/incidents/{incident}/resolve");
        yield return Event(new { type = "call-ended", callId = id, endedBy = "customer" });
    }

    private static IEnumerable<ScriptItem> Utterance(Random random, string call, int number)
    {
        var speaker = number % 4 == 3 ? "agent" : "customer";
        var text = speaker == "customer" && random.Next(3) == 0 ? Hard[random.Next(Hard.Length)] : Calm[random.Next(Calm.Length)];
        var revision = 0;
        if (random.Next(3) == 0)
            yield return Said(call, number, revision++, isFinal: false, speaker, random.Next(2) == 0 ? "i will kill you" : "well then");
        yield return Said(call, number, revision, isFinal: true, speaker, $"{text} {number}");
    }

    private static ScriptItem Said(string call, int number, int revision, bool isFinal, string speaker, string text) => Event(new
    {
        type = "fragment", callId = call, utteranceId = $"u-{number}", revision, isFinal, speaker, text, sequence = number,
        startMs = number * Apart, endMs = (number * Apart) + 1800,
    });

    private static ScriptItem Event(object said) => new(JsonSerializer.Serialize(said));
}
