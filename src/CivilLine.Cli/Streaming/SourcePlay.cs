using Polly;

namespace CivilLine.Cli.Streaming;

/// <summary>One run of <c>civilline stream --source</c>: a vendor's own messages, in their order, each answered before the next.</summary>
internal sealed record SourcePlay(FileInfo File, SourceTarget Target, bool Socket, double Speed, int Retries, RawScript Script)
{
    public async Task<int> RunAsync(TextWriter output, TextWriter errors, TimeProvider time, CancellationToken cancel)
    {
        if (!File.Exists)
        {
            await errors.WriteLineAsync($"{File.FullName} does not exist.");
            return ExitCodes.Refused;
        }
        var tally = new Tally();
        using var http = new HttpClient();
        using IRawSender sender = Socket ? new SocketMessageSender(Target) : new DeliverySender(http, Target);
        var code = ExitCodes.AllTaken;
        try
        {
            await PlayAsync(await System.IO.File.ReadAllTextAsync(File.FullName, cancel), sender, tally, time, cancel);
        }
        catch (RefusedException refusal)
        {
            await errors.WriteLineAsync(refusal.Message);
            code = ExitCodes.Refused;
        }
        catch (Exception fault) when (Retrying.IsPassing(fault))
        {
            await errors.WriteLineAsync($"{Target.Server} could not be reached; gave up after {Retries} attempts in a row.");
            code = ExitCodes.GivenUp;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            code = ExitCodes.Cancelled;
        }
        await output.WriteLineAsync(
            $"sent {tally.Sent} messages; events accepted {tally.Accepted}, duplicates {tally.Duplicates}, rejected {tally.Rejected}");
        await tally.WriteDetailsAsync(output, errors);
        return code == ExitCodes.AllTaken && tally.Rejected > 0 ? ExitCodes.SomeRejected : code;
    }

    private async Task PlayAsync(string text, IRawSender sender, Tally tally, TimeProvider time, CancellationToken cancel)
    {
        var pipeline = Retrying.Pipeline(Retries, time, () => tally.Reconnects++);
        var start = time.GetTimestamp();
        foreach (var message in Script.Read(text, time.GetUtcNow()))
        {
            if (Speed > 0 && (message.Due / Speed) - time.GetElapsedTime(start) is var early && early > TimeSpan.Zero)
                await Task.Delay(early, time, cancel);
            var answer = await SendAsync(message, sender, pipeline, cancel);
            while (answer.RetryAfter is { } wait)
            {
                await Task.Delay(wait, time, cancel);
                answer = await SendAsync(message, sender, pipeline, cancel);
            }
            tally.Sent++;
            tally.Accepted += answer.Accepted;
            tally.Duplicates += answer.Duplicates;
            foreach (var refused in answer.Rejected)
                tally.Reject(new Refusal(message.Line, refused.Code ?? "unknown", refused.Member, refused.Message ?? ""));
        }
    }

    private static ValueTask<RawAnswer> SendAsync(RawMessage message, IRawSender sender, ResiliencePipeline pipeline, CancellationToken cancel) =>
        pipeline.ExecuteAsync(static async (state, token) => await state.sender.SendAsync(state.message, token), (sender, message), cancel);
}
