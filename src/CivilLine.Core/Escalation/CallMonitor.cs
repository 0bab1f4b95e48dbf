using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>
/// The whole way of one call, from event to alert, ladder and banner. Pure: time comes in with each event, and the same
/// events at the same times give the same results, in whatever batches and across any restart. Not safe for two threads.
/// </summary>
public sealed class CallMonitor
{
    private readonly CallState _call;
    private readonly Conduct _conduct;
    private readonly AlertDesk _desk;
    private readonly IncidentDesk _incidents;
    private readonly AlertWork _work;
    private readonly HelpDesk _help;
    private readonly BreakDesk _breaks;
    private readonly CallGlance _view;
    private readonly Redactions _redactions;

    /// <param name="openedAt">When the call was first heard of; an earlier start in a call-started event replaces it.</param>
    public CallMonitor(string callId, DateTimeOffset openedAt, WindowScorer scorer, PolicyBook policies)
        : this(new CallState(new CallFacts { CallId = callId, StartedAt = openedAt, LastHeardAt = openedAt }, [], scorer, policies))
    {
    }

    /// <summary>The same with one policy for every team.</summary>
    public CallMonitor(string callId, DateTimeOffset openedAt, WindowScorer scorer, Policy policy)
        : this(callId, openedAt, scorer, new PolicyBook(policy))
    {
    }

    private CallMonitor(CallState call)
    {
        _call = call;
        _conduct = new Conduct(call);
        _desk = new AlertDesk(call, _conduct);
        _incidents = new IncidentDesk(call);
        _work = new AlertWork(call, _conduct, _incidents);
        _help = new HelpDesk(call, _incidents, _work);
        _breaks = new BreakDesk(call);
        _view = new CallGlance(call);
        _redactions = new Redactions(call);
    }

    /// <summary>Goes on exactly where the snapshot's call stood.</summary>
    public static CallMonitor Restore(CallSnapshot snapshot, WindowScorer scorer, PolicyBook policies)
    {
        var call = new CallState(snapshot.Facts, snapshot.Alerts, scorer, policies, snapshot.Incident);
        foreach (var fragment in snapshot.Fragments)
            call.Timeline.Restore(fragment);
        call.MarkStored();
        return new CallMonitor(call);
    }

    public static CallMonitor Restore(CallSnapshot snapshot, WindowScorer scorer, Policy policy) =>
        Restore(snapshot, scorer, new PolicyBook(policy));

    public CallFacts Facts => _call.Facts;

    /// <summary>What the call gives supervisors to do; null where nothing has happened.</summary>
    public IncidentState? Incident => _call.Incident;

    /// <summary>The policy that the next event is decided by.</summary>
    public Policy Policy => _call.Policy;

    /// <summary>From the next event on; what was decided stands, and carries the version it was decided by.</summary>
    public void Adopt(PolicyBook policies) => _call.Adopt(policies);

    /// <summary>Whether a threat is being said that counts within tenths of a second.</summary>
    public bool IsUrgent => _call.Alerts.All.Any(alert => alert is { Detection: Detection.Provisional, PlainSince: not null, IsHeld: false });

    /// <summary>Whether <see cref="Tick"/> has anything to wait for: a held alert, or a ladder that quiet may lower.</summary>
    public bool NeedsTick =>
        _call.Alerts.HasProvisional || (!_call.HasEnded && Facts.Ladder is { Frozen: false, Step: > LadderStep.Calm });

    /// <summary>Alerts that stand and that nobody has resolved or dismissed, oldest first.</summary>
    public IReadOnlyList<Alert> OpenAlerts => _view.OpenAlerts;

    /// <summary>The worst score of each of the last customer utterances, oldest first; at most 30.</summary>
    public IReadOnlyList<float> Recent => _view.Recent;

    /// <summary>The newest words, at most 160 UTF-16 units; null before the first.</summary>
    public string? LastWords => _view.LastWords;

    public Speaker LastSpeaker => _view.LastSpeaker;

    /// <summary>How old the newest words were when they came, in milliseconds; null where the source gives no times.</summary>
    public long? SaidMsAgo => _view.SaidMsAgo;

    /// <summary>0 to 1: the worst recent score, fading over a minute.</summary>
    public float Heat(DateTimeOffset now) => _view.Heat(now);

    public Banner Banner(DateTimeOffset now) => _view.Banner(now);

    /// <summary>Why the call stands where it does; null while it is calm and nothing weighs on it.</summary>
    public LadderReasons? Reasons(DateTimeOffset now) => LadderReasons.Of(_call, _conduct, now);

    /// <summary>What changed since the last take; null where nothing did.</summary>
    public CallChanges? TakeChanges() => _call.TakeChanges();

    /// <summary>Decides held alerts whose time is over and lets quiet lower the ladder.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Tick(DateTimeOffset now)
    {
        var (moves, hadChanges, facts, incident) = (_call.Moves.Count, _call.Alerts.ChangeCount, Facts, Incident);
        Advance(now);
        return _call.Moves.Count != moves || _call.Alerts.ChangeCount != hadChanges || facts != Facts || incident != Incident;
    }

    public Outcome Apply(TranscriptEvent e, DateTimeOffset now)
    {
        if (e.CallId != Facts.CallId)
            throw new ArgumentException($"event of call '{e.CallId}' in call '{Facts.CallId}'", nameof(e));
        Advance(now);
        var outcome = e switch
        {
            CallStarted started => Start(started, now),
            Fragment fragment => Hear(fragment, now),
            CallEnded ended => End(ended, now),
            _ => throw new ArgumentException($"unknown event {e.GetType().Name}", nameof(e)),
        };
        _incidents.Fold(now);
        return outcome;
    }

    public Outcome Act(CallAct act, DateTimeOffset now)
    {
        Advance(now);
        var outcome = act switch
        {
            WorkAct work => _work.Apply(work, now),
            WarningSaid said => ConfirmWarning(said, now),
            StepAgreed agreed => Agree(agreed, now),
            HelpAsked asked => _help.Ask(asked, now),
            HelpAnswered answered => _help.Answer(answered, now),
            BreakAsked asked => _breaks.Ask(asked, now),
            BreakAnswered answered => _breaks.Answer(answered, now),
            BreakWithdrawn withdrawn => _breaks.Withdraw(withdrawn, now),
            EndingSaid ending => SayEnded(ending, now),
            _ => throw new ArgumentException($"unknown act {act.GetType().Name}", nameof(act)),
        };
        _incidents.Fold(now);
        return outcome;
    }

    private void Advance(DateTimeOffset now)
    {
        _conduct.Settle(now);
        _desk.Settle(now);
        _incidents.Fold(now);
        _incidents.Settle(now);
    }

    private Outcome Start(CallStarted started, DateTimeOffset now)
    {
        var facts = Facts;
        var known = facts with
        {
            AgentId = facts.AgentId ?? started.AgentId,
            Team = facts.Team ?? started.Team,
            Queue = facts.Queue ?? started.Queue,
            Language = facts.Language ?? started.Language,
            Caller = facts.Caller ?? started.Caller,
            StartedAt = started.StartedAt < facts.StartedAt ? started.StartedAt.Value : facts.StartedAt,
        };
        if (started.AgentId is { } agent && agent != known.AgentId)
            return Outcome.Rejected("contradiction", "agentId", $"the call was started with agent '{known.AgentId}'; a call has one agent");
        if (known == facts && _call.IsOpened)
            return Outcome.Duplicate;
        _call.Open();
        var policy = Policy;
        _call.Facts = known with { LastHeardAt = now };
        _desk.Place(now);
        if (known.Language != facts.Language || !ReferenceEquals(policy, Policy))
            ReadAgain(now);
        return Outcome.Accepted;
    }

    /// <summary>What was heard before the call's language and team were known is read as what it is.</summary>
    private void ReadAgain(DateTimeOffset now)
    {
        foreach (var entry in _call.Timeline.Entries)
        {
            if (entry.IsForeign == IsForeign(entry.Fragment))
                continue;
            entry.IsForeign = !entry.IsForeign;
            if (entry.IsForeign)
                entry.Assessment = default;
            _call.Rescored.Add(entry);
            Count(entry, entry.IsForeign ? 1 : -1);
        }

        if (_call.Timeline.Entries.Count > 0)
            _desk.HearAgain(now);
    }

    private bool IsForeign(Fragment fragment) => !Languages.IsRead(fragment.Language ?? Facts.Language);

    private void Count(TimelineEntry entry, int unscored)
    {
        var heard = Facts.Heard ?? HeardState.Nothing;
        if (entry.IsFinal)
            _call.Facts = Facts with
            {
                Heard = heard with { Unscored = heard.Unscored + unscored, Language = unscored > 0 ? entry.Fragment.Language ?? Facts.Language : heard.Language },
            };
    }

    private Outcome Hear(Fragment fragment, DateTimeOffset now)
    {
        var arrivalMs = Math.Max(0, (long)(now - Facts.StartedAt).TotalMilliseconds);
        var outcome = _call.Timeline.Add(
            fragment, now, arrivalMs, _call.HasEnded, _call.Policy.StragglerHold, out var entry, out var replaced);
        // An interim that its final overtook was heard all the same.
        if (outcome.Kind != OutcomeKind.Rejected && fragment.Sequence is { } number && (entry is not null || _call.IsOpened))
            Note(fragment.Source, number, entry?.StartMs ?? fragment.StartMs ?? arrivalMs, now);
        if (entry is null)
        {
            if (outcome.Kind == OutcomeKind.Duplicate && _call.Timeline.PlaceByNumber(fragment) is { } moved)
            {
                _call.Rescored.Add(moved);
                _desk.HearAgain(now);
            }

            return outcome;
        }

        _call.Open();
        var isRewritten = _redactions.Settle(entry, replaced, now);
        _call.Facts = Facts with { LastHeardAt = now > Facts.LastHeardAt ? now : Facts.LastHeardAt };
        entry.IsForeign = IsForeign(entry.Fragment);
        if (entry.IsForeign)
            Count(entry, replaced is { IsForeign: true, IsFinal: true } ? 0 : 1);
        _desk.Hear(entry, replaced, now);
        if (isRewritten)
            _desk.HearAgain(now);
        _call.Fragments.Add(entry.ToScored());
        if (entry.IsFinal)
            new Listener(_call, _conduct).Hear(entry, replaced, now);
        return Outcome.Accepted;
    }

    private void Note(string? source, long number, long atMs, DateTimeOffset now)
    {
        var heard = Facts.Heard ?? HeardState.Nothing;
        if (heard.With(source, number, atMs, now) is var noted && !ReferenceEquals(noted, heard))
            _call.Facts = Facts with { Heard = noted };
    }

    private Outcome End(CallEnded ended, DateTimeOffset now)
    {
        if (_call.HasEnded && (Facts.EndedBy != CallParty.Unknown || ended.EndedBy == CallParty.Unknown))
            return Outcome.Duplicate;
        _call.Open();
        _desk.Settle(now, isEnd: true);
        _call.Facts = Facts with
        {
            EndedAt = Facts.EndedAt ?? ended.EndedAt ?? now,
            EndedBy = ended.EndedBy,
            EndReason = ended.Reason ?? Facts.EndReason,
            EndStep = Facts.EndStep ?? Facts.Ladder.Step,
            LastHeardAt = now,
        };
        return Outcome.Accepted;
    }

    /// <summary>Who ended it and why, said by a person, goes before what a source guessed.</summary>
    private Outcome SayEnded(EndingSaid ending, DateTimeOffset now)
    {
        if (Facts.EndedByName is { } already)
            return already == ending.By && (ending.Reason is null || ending.Reason == Facts.EndReason)
                ? Outcome.Duplicate
                : Outcome.Rejected("conflict", null, $"{already} has already said who ended this call and why");
        if (!_call.HasEnded)
            End(new CallEnded { CallId = Facts.CallId, EndedAt = now, EndedBy = ending.Party }, now);
        _call.Facts = Facts with { EndedBy = ending.Party, EndReason = ending.Reason ?? Facts.EndReason, EndedByName = ending.By };
        _call.Acts.Add(new ActTaken(ending, now));
        return Outcome.Accepted;
    }

    private Outcome ConfirmWarning(WarningSaid said, DateTimeOffset now)
    {
        var ladder = Facts.Ladder;
        if (ladder.Frozen)
            return Outcome.Rejected("conflict", null, "the ladder is held for safeguarding; no warning is asked for");
        if (_call.HasEnded || ladder.Step == LadderStep.Calm)
            return Outcome.Rejected("conflict", null, "no warning is asked for: the call is calm or over");
        if (!Banners.AwaitsWarning(ladder))
            return Outcome.Duplicate;
        _conduct.Apply(new Warning(ladder.Step == LadderStep.FinalWarning, [], _call.ModelVersion, said.By), now);
        _call.Acts.Add(new ActTaken(said, now));
        return Outcome.Accepted;
    }

    private Outcome Agree(StepAgreed agreed, DateTimeOffset now)
    {
        var ladder = Facts.Ladder;
        if (_call.HasEnded || ladder.Frozen || ladder.Awaits is null)
            return Outcome.Rejected("conflict", null, "nobody is asked to agree to a step of this call");
        _conduct.Apply(new Agreed(agreed.Agrees, _call.ModelVersion, agreed.By), now);
        _call.Acts.Add(new ActTaken(agreed, now));
        return Outcome.Accepted;
    }
}
