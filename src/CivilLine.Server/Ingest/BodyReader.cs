using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Ingest;

/// <summary>
/// One body of NDJSON, from its first byte to its last. What has come in whole is made durable before more is waited
/// for, so that a slow body loses nothing, and no more than a window of events is ever held.
/// </summary>
internal sealed class BodyReader(
    EventReader events, IngestDispatcher dispatcher, RefusalPace pace, IngestOptions options, string keyId)
{
    private static readonly Outcome TooLongLine = Outcome.Rejected(
        "too-long", null, $"The line is longer than {EventRules.LineBytes} bytes.");

    private readonly LineSplitter _splitter = new();
    private readonly List<TranscriptEvent> _window = [];
    private readonly List<int> _lines = [];
    private readonly HashSet<string> _busyCalls = new(StringComparer.Ordinal);
    private readonly List<Outcome> _refused = [];
    private int _owed;

    public IngestTally Tally { get; } = new();

    /// <returns>Why the body was not read to its end; null where it was.</returns>
    public async Task<BodyStop?> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            try
            {
                while (Tally.WrongCount < options.RejectedPerBody && _splitter.TryTake(ref buffer, read.IsCompleted, out var line, out var tooLong))
                {
                    if (tooLong)
                        Reject(TooLongLine);
                    else
                        Take(line);
                    if (_window.Count >= options.WindowEvents || _refused.Count >= options.WindowEvents)
                        await FlushAsync(cancellationToken);
                }
            }
            finally
            {
                // Also where it was given up: the server reads what is left of a body itself.
                body.AdvanceTo(buffer.Start, buffer.End);
            }
            await FlushAsync(cancellationToken);
            if (Tally.WrongCount >= options.RejectedPerBody)
                return BodyStop.TooManyRejected(_splitter.Number, options.RejectedPerBody);
            if (read.IsCompleted)
                return null;
        }
    }

    private void Take(in ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
        {
            Take(line.FirstSpan);
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent((int)line.Length);
        line.CopyTo(buffer);
        Take(buffer.AsSpan(0, (int)line.Length));
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty)
            return;
        if (events.Read(line, out var error) is not { } read)
        {
            Reject(error);
        }
        else if (_busyCalls.Contains(read.CallId))
        {
            Reject(Refusals.Busy);
        }
        else
        {
            _window.Add(read);
            _lines.Add(_splitter.Number);
        }
    }

    private void Reject(in Outcome outcome)
    {
        _refused.Add(outcome);
        Add(_splitter.Number, outcome);
    }

    private void Add(int line, in Outcome outcome)
    {
        Tally.Add(line, outcome);
        _owed += RefusalPace.Counts(outcome) ? 1 : 0;
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        dispatcher.Refused(keyId, CollectionsMarshal.AsSpan(_refused));
        _refused.Clear();
        if (_window.Count > 0)
            await SendAsync(cancellationToken);
        var owed = _owed;
        _owed = 0;
        await pace.KeepAsync(keyId, owed, cancellationToken);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var outcomes = await dispatcher.SendAsync(keyId, _window, cancellationToken);
        for (var i = 0; i < outcomes.Length; i++)
        {
            Add(_lines[i], outcomes[i]);
            // The rest of a call waits for what is sent again, or an older revision would come after a newer one.
            if (Refusals.HoldsUp(outcomes[i]))
                _busyCalls.Add(_window[i].CallId);
        }
        _window.Clear();
        _lines.Clear();
    }
}
