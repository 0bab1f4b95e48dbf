namespace CivilLine.Cli.Streaming;

/// <summary>What became of a play, as the process's exit code.</summary>
internal static class ExitCodes
{
    public const int AllTaken = 0;
    public const int SomeRejected = 1;
    public const int Refused = 2;
    public const int GivenUp = 3;
    public const int Cancelled = 130;
}

/// <summary>One run of <c>civilline stream</c>.</summary>
internal sealed record Play(
    FileInfo File, Uri To, string? Key, bool Http, bool Loop, int Retries, ScriptSettings Settings)
{
    /// <summary>Enough to keep a fast link full, and little enough to send again.</summary>
    private const int Window = 1024;

    public async Task<int> RunAsync(TextWriter output, TextWriter errors, TimeProvider time, CancellationToken cancel)
    {
        if (!File.Exists)
        {
            await errors.WriteLineAsync($"{File.FullName} does not exist.");
            return ExitCodes.Refused;
        }
        var tally = new Tally();
        using var outbox = new Outbox(Window);
        using var http = new HttpClient();
        IEventSender sender = Http ? new HttpSender(http, To, Key, time) : new SocketSender(To, Key, time);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pacing = PaceAsync(outbox, tally, time, session.Token);
        var code = ExitCodes.AllTaken;
        try
        {
            var delivery = new Delivery(sender, outbox, tally, time, Retries).RunAsync(session.Token);
            if (await Task.WhenAny(pacing, delivery) == pacing)
                await pacing;
            if (!await delivery)
            {
                await errors.WriteLineAsync($"{To} could not be reached; gave up after {Retries} attempts in a row.");
                code = ExitCodes.GivenUp;
            }
        }
        catch (RefusedException refusal)
        {
            await errors.WriteLineAsync(refusal.Message);
            code = ExitCodes.Refused;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            code = ExitCodes.Cancelled;
        }
        finally
        {
            await session.CancelAsync();
        }
        await tally.WriteAsync(output, errors, outbox.Unanswered);
        return code == ExitCodes.AllTaken && tally.Rejected + tally.UnreadableLines > 0 ? ExitCodes.SomeRejected : code;
    }

    private async Task PaceAsync(Outbox outbox, Tally tally, TimeProvider time, CancellationToken cancel)
    {
        var round = 1;
        long played;
        do
        {
            var settings = Settings with
            {
                Start = time.GetUtcNow(),
                CallSuffix = round == 1 ? "" : $"-{round}",
            };
            using var text = File.OpenText();
            played = await Pacer.PlayAsync(
                ScriptReader.Read(text, settings, round == 1 ? tally.Unreadable : AlreadyTold),
                Settings.Speed, outbox, time, cancel);
            round++;
        }
        while (Loop && played > 0);
        outbox.Complete();
    }

    private static void AlreadyTold(int line, string why)
    {
    }
}
