namespace CivilLine.Cli.Streaming;

/// <summary>What became of a script's events. Counts are written by one sender at a time.</summary>
internal sealed class Tally
{
    /// <summary>A script of a million bad lines should not fill the screen; the count is always whole.</summary>
    private const int MostKept = 20;

    private readonly List<Refusal> _refusals = [];
    private readonly List<(int Line, string Why)> _unreadable = [];

    public long Sent { get; set; }
    public long Accepted { get; set; }
    public long Duplicates { get; set; }
    public long Rejected { get; private set; }
    public long UnreadableLines { get; private set; }
    public int Reconnects { get; set; }

    public long Answered => Accepted + Duplicates + Rejected;

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public void Reject(Refusal refusal)
    {
        Rejected++;
        if (_refusals.Count < MostKept)
            _refusals.Add(refusal);
    }

    public void Unreadable(int line, string why)
    {
        UnreadableLines++;
        if (_unreadable.Count < MostKept)
            _unreadable.Add((line, why));
    }

    public async Task WriteAsync(TextWriter output, TextWriter errors, int unanswered)
    {
        await output.WriteLineAsync(
            $"sent {Sent}, accepted {Accepted}, duplicates {Duplicates}, rejected {Rejected}, unanswered {unanswered}");
        await WriteDetailsAsync(output, errors);
    }

    /// <summary>All but the counts.</summary>
    public async Task WriteDetailsAsync(TextWriter output, TextWriter errors)
    {
        if (Reconnects > 0)
            await output.WriteLineAsync($"reconnected {Reconnects} times; what was not acknowledged was sent again");
        foreach (var (line, why) in _unreadable)
            await errors.WriteLineAsync($"line {line} {why}");
        foreach (var refusal in _refusals)
            await errors.WriteLineAsync($"line {refusal.Line} rejected: {refusal.Code} ({refusal.Member ?? "event"}): {refusal.Message}");
        var more = Rejected - _refusals.Count + UnreadableLines - _unreadable.Count;
        if (more > 0)
            await errors.WriteLineAsync($"and {more} more");
    }
}

/// <summary>An event that the server will never take as it is, and why.</summary>
internal sealed record Refusal(int Line, string Code, string? Member, string Message);
