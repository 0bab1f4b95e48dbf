namespace CivilLine.Cli.Streaming;

/// <summary>
/// What was not answered yet, in order: events that wait to be sent and events that were sent. A lost connection
/// puts the second back before the first; nothing leaves but by an answer.
/// </summary>
/// <param name="window">How many may be unanswered; who adds more waits.</param>
internal sealed class Outbox(int window) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room = new(window, window);
    private readonly LinkedList<ScriptEvent> _waiting = [];
    private readonly LinkedList<ScriptEvent> _sent = [];
    private TaskCompletionSource _changed = New();
    private bool _complete;

    public int Unanswered
    {
        get
        {
            lock (_gate)
                return _waiting.Count + _sent.Count;
        }
    }

    public async Task AddAsync(ScriptEvent played, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel);
        Change(() => _waiting.AddLast(played));
    }

    /// <summary>No more will be added.</summary>
    public void Complete() => Change(() => _complete = true);

    /// <summary>Marks up to <paramref name="most"/> waiting events as sent; empty once all that was added is answered.</summary>
    public async Task<IReadOnlyList<ScriptEvent>> TakeAsync(int most, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_waiting.Count > 0 || (_complete && _sent.Count == 0))
                    return Move(most);
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancel);
        }
    }

    /// <summary>The event an answer is for: the one with this key, or the oldest sent where the answer names none.</summary>
    public ScriptEvent? Answered(EventKey? key)
    {
        ScriptEvent? found = null;
        Change(() => found = Remove(key));
        if (found is not null)
            _room.Release();
        return found;
    }

    /// <summary>A busy server did not take it: it is sent again, after what already waits.</summary>
    public void Again(EventKey? key) => Change(() =>
    {
        if (Remove(key) is { } played)
            _waiting.AddLast(played);
    });

    /// <summary>The connection is gone, and with it the answers to all that was sent on it.</summary>
    public void Reset() => Change(() =>
    {
        while (_sent.Last is { } last)
        {
            _sent.RemoveLast();
            _waiting.AddFirst(last.Value);
        }
    });

    public void Dispose() => _room.Dispose();

    private ScriptEvent? Remove(EventKey? key)
    {
        for (var node = _sent.First; node is not null; node = node.Next)
        {
            if (key is { } wanted && node.Value.Key != wanted)
                continue;
            _sent.Remove(node);
            return node.Value;
        }
        return null;
    }

    private List<ScriptEvent> Move(int most)
    {
        var taken = new List<ScriptEvent>(Math.Min(most, _waiting.Count));
        while (taken.Count < most && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            _sent.AddLast(first.Value);
            taken.Add(first.Value);
        }
        return taken;
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            changed = _changed;
            _changed = New();
        }
        changed.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
