using CivilLine.Transcripts;

namespace CivilLine.Benchmarks;

/// <summary>A call of ordinary length, 60 turns a few seconds apart, with something ugly now and then.</summary>
internal static class SampleCall
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Customer =
    [
        "hello yes i've been waiting in all day for the engineer and nobody came",
        "no i rang this morning and they said between eight and one",
        "i'm going to kill the direct debit if this goes on",
        "you're useless the lot of you do you know that absolutely useless",
        "right so when can he come then because i've to be at work tomorrow",
    ];

    private static readonly string[] Agent =
    [
        "i'm sorry to hear that let me have a look at the appointment for you",
        "thank you for waiting i can see the booking here",
    ];

    public static Fragment[] Fragments(string callId) =>
        [.. Enumerable.Range(0, 60).Select(turn => Fragment(callId, turn))];

    private static Fragment Fragment(string callId, int turn)
    {
        var isAgent = turn % 2 == 1;
        var words = isAgent ? Agent : Customer;
        return new Fragment
        {
            CallId = callId,
            UtteranceId = $"u-{turn}",
            Speaker = isAgent ? Speaker.Agent : Speaker.Customer,
            Text = words[turn / 2 % words.Length],
            TextHash = (UInt128)turn,
            StartMs = turn * 3000,
            EndMs = (turn * 3000) + 2500,
        };
    }
}
