using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CivilLine.Cli.Speech;

namespace CivilLine.Load.RealInput;

/// <summary>Sends whole dialogues as calls, a body a call, at the pace of speech on their own clocks.</summary>
internal sealed class Replay(HttpClient http)
{
    private const int AtOnce = 4;

    private static readonly MediaTypeHeaderValue Ndjson = new("application/x-ndjson");
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private long _taken;
    private long _refused;

    public long Taken => _taken;

    public long Refused => _refused;

    public Task RunAsync(IEnumerable<Dialogue> dialogues, CancellationToken cancel) => Parallel.ForEachAsync(
        dialogues,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
        async (dialogue, token) => await PlayAsync(dialogue, token));

    private async Task PlayAsync(Dialogue dialogue, CancellationToken cancel)
    {
        var body = new ArrayBufferWriter<byte>();
        Write(body, new { type = "call-started", callId = dialogue.CallId, team = dialogue.Source });
        var clock = 0L;
        for (var turn = 0; turn < dialogue.Turns.Count; turn++)
        {
            var (speaker, text) = dialogue.Turns[turn];
            var end = clock + SpeechPace.Length(text);
            Write(body, new
            {
                type = "fragment", callId = dialogue.CallId, utteranceId = $"u-{turn}", speaker, text, startMs = clock, endMs = end,
            });
            clock = end + SpeechPace.MsBetween;
        }
        Write(body, new { type = "call-ended", callId = dialogue.CallId, endedBy = "customer" });
        while (!await PostAsync(body.WrittenMemory, cancel))
        {
        }
    }

    /// <returns>False when the server was busy: all is sent again, and what it had taken is a duplicate.</returns>
    private async Task<bool> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Ndjson } };
        using var response = await http.PostAsync("/api/v1/events", content, cancel);
        if (response.Headers.RetryAfter?.Delta is { } wait)
        {
            await Task.Delay(wait, cancel);
            return false;
        }
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel)).RootElement;
        if (!answer.TryGetProperty("rejected", out var rejected))
            throw new InvalidOperationException($"The server answered {(int)response.StatusCode}: {answer}");
        Interlocked.Add(ref _taken, answer.GetProperty("accepted").GetInt64());
        Interlocked.Add(ref _refused, rejected.GetArrayLength());
        return true;
    }

    private static void Write(ArrayBufferWriter<byte> body, object line)
    {
        body.Write(JsonSerializer.SerializeToUtf8Bytes(line, Options));
        body.Write("\n"u8);
    }
}
