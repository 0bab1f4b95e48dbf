using Microsoft.Extensions.Options;

namespace CivilLine.Store;

/// <summary>How the store's commits go: told by the writer's thread, read by whoever asks.</summary>
internal sealed class StoreCondition(IOptions<StoreOptions> options)
{
    /// <summary>A single one that took long, as where the log was copied into the database, makes no slow disk.</summary>
    private const int Looked = 5;

    private readonly Queue<TimeSpan> _last = new(Looked);
    private readonly TimeSpan _slow = TimeSpan.FromMilliseconds(options.Value.SlowCommitMs);
    private long _least;
    private volatile Unwell? _unwell;
    private volatile StoreTrouble? _damage;

    /// <summary>What keeps a commit from being made, or did the last time one was tried.</summary>
    public StoreTrouble? Trouble => _unwell?.Trouble;

    /// <summary>Since when nothing can be written; null where something can, or is still being tried.</summary>
    public DateTimeOffset? FailingSince => _unwell?.Since;

    /// <summary>Once seen, it stays: that other pages can be read and written proves nothing.</summary>
    public StoreTrouble? Damage => _damage;

    /// <summary>What the log had lost when the server started; null where it had lost nothing.</summary>
    public LogDamage? LogDamage { get; set; }

    /// <summary>What each of the last few commits took at least, where that is long; else null.</summary>
    public TimeSpan? Slow => TimeSpan.FromTicks(Interlocked.Read(ref _least)) is var least && least >= _slow ? least : null;

    /// <summary>Whether it should be tried although nobody writes: who waits for the server to be well sends it nothing.</summary>
    public bool IsToBeTried => _unwell is not null || Slow is not null;

    public void Committed(TimeSpan took)
    {
        _unwell = null;
        if (_last.Count == Looked)
            _last.Dequeue();
        _last.Enqueue(took);
        Interlocked.Exchange(ref _least, _last.Count == Looked ? _last.Min().Ticks : 0);
    }

    public void Retrying(StoreTrouble trouble)
    {
        Seen(trouble);
        _unwell = new Unwell(trouble, _unwell?.Since);
    }

    public void Failed(StoreTrouble trouble, DateTimeOffset now)
    {
        Seen(trouble);
        _unwell = new Unwell(trouble, _unwell?.Since ?? now);
    }

    /// <summary>Also by those who read.</summary>
    public void Seen(StoreTrouble trouble)
    {
        if (trouble.Kind == StoreTroubleKind.Damaged)
            _damage = trouble;
    }

    private sealed record Unwell(StoreTrouble Trouble, DateTimeOffset? Since);
}
