using CivilLine.Escalation;
using CivilLine.Security;

namespace CivilLine.Review.WhatIf;

/// <summary>One run as it was asked for, and how far it has come.</summary>
internal sealed class WhatIfRun(WhatIfView asked, Viewer viewer, IReadOnlyList<long> keys, PolicyBook? policies, string? model) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private volatile WhatIfView _view = asked;

    /// <summary>How it looks now; written by the thread that decides, read by all.</summary>
    public WhatIfView View => _view;

    public Viewer Viewer => viewer;

    public IReadOnlyList<long> Keys => keys;

    /// <summary>Null for those in force.</summary>
    public PolicyBook? Policies => policies;

    /// <summary>A choice's name; null for the active model.</summary>
    public string? Model => model;

    public CancellationToken Cancelled => _cancel.Token;

    public void Cancel() => _cancel.Cancel();

    public void Show(WhatIfView view) => _view = view;

    public void Dispose() => _cancel.Dispose();
}
