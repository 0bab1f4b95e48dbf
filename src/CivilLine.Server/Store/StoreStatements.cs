using System.Buffers.Binary;
using System.Globalization;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Privacy;
using Microsoft.Data.Sqlite;

namespace CivilLine.Store;

/// <summary>The writer's own connection and statements. Used by one thread.</summary>
internal sealed class StoreStatements : IDisposable
{
    private const int Corrupt = 11;

    private readonly SqliteConnection _connection;
    private readonly PreparedCommand _begin, _commit, _rollback, _call, _fragment, _rescore, _alert, _change, _move, _act, _incident;
    private readonly StoredTraces _traces;
    private readonly TimeProvider _time;
    private Counters _counters;

    public StoreStatements(string connectionString, StoreOptions options, TimeProvider time)
    {
        _time = time;
        var lockWaitMs = options.LockWaitMs;
        // The driver's own waiting for a lock would come on top of SQLite's, and it cannot be less than a second.
        _connection = new SqliteConnection(connectionString) { DefaultTimeout = 1 };
        _connection.Open();
        Run("PRAGMA journal_mode = WAL");
        Run(options.Synchronous == StoreSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        // What is redacted later must not stay in the file's unused bytes.
        Run("PRAGMA secure_delete = ON");
        Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {lockWaitMs}"));
        _begin = new PreparedCommand(_connection, "BEGIN IMMEDIATE", 0);
        _commit = new PreparedCommand(_connection, "COMMIT", 0);
        _rollback = new PreparedCommand(_connection, "ROLLBACK", 0);
        _call = PreparedCommand.Insert(_connection, "Calls",
            ["Key", "CallId", "OwnerKeyId", "AgentId", "Team", "Queue", "Language", "Caller", "StartedAt", "LastHeardAt",
             "EndedAt", "EndedBy", "EndReason", "EndedByName", "EndStep", "PeakSeverity", "Step", "Ladder", "Help",
             "BreakAskedAt", "Break", "Heard"], key: "Key");
        _fragment = PreparedCommand.Insert(_connection, "Fragments",
            ["Id", "CallKey", "UtteranceId", "Revision", "IsFinal", "Speaker", "Text", "TextHash", "StartMs", "EndMs", "Sequence",
             "Confidence", "Language", "Source", "ReceivedAt", "Late", "Scores", "Categories", "Severity", "Target"]);
        _alert = PreparedCommand.Insert(_connection, "Alerts",
            ["Id", "Version", "CallKey", "CallId", "IncidentId", "AgentId", "Team", "Category", "Target", "Severity",
             "Detection", "Work", "ClaimedBy", "SnoozedUntil", "Label", "Score", "Text", "Highlights", "UtteranceIds", "StartMs", "EndMs", "RaisedAt",
             "ModelVersion", "PolicyVersion", "IsHeld", "PlainSince", "Revisions", "IsRepeated"], key: "Id");
        _rescore = new PreparedCommand(
            _connection,
            """UPDATE "Fragments" SET "Scores" = @p0, "Categories" = @p1, "Severity" = @p2, "Target" = @p3, "StartMs" = @p4 WHERE "CallKey" = @p5 AND "UtteranceId" = @p6 AND "Revision" = @p7""",
            8);
        _change = PreparedCommand.Insert(_connection, "AlertChanges",
            ["Version", "AlertId", "CallKey", "At", "Category", "Severity", "Detection", "Work", "By", "Reason"]);
        _move = PreparedCommand.Insert(_connection, "LadderMoves",
            ["CallKey", "At", "From", "To", "Rule", "Because", "UtteranceIds", "PolicyVersion", "ModelVersion", "By"]);
        _act = PreparedCommand.Insert(_connection, "CallActs",
            ["CallKey", "At", "Kind", "By", "ById", "Detail", "AlertId", "From", "To", "Reason", "SeenAfterMs", "ClosedAfterMs"]);
        _incident = PreparedCommand.Insert(_connection, "Incidents",
            ["Id", "Version", "CallKey", "CallId", "AgentId", "Team", "Work", "Severity", "Stands", "LastAt", "ClosedAt",
             "RootCause", "DueAt", "State"], key: "Id");
        _traces = new StoredTraces(_connection, lockWaitMs);
        _counters = new Counters(
            Highest("SELECT MAX(Version) FROM AlertChanges", "SELECT MAX(Version) FROM Incidents", "SELECT Version FROM Marks"),
            Highest("SELECT MAX(Key) FROM Calls", "SELECT CallKey FROM Marks"),
            Highest("SELECT MAX(Id) FROM Fragments", "SELECT Fragment FROM Marks"));
    }

    /// <summary>One transaction for all, or an exception and nothing written.</summary>
    public List<CommittedUnit> Write(IReadOnlyList<StoreUnit> units)
    {
        var committed = new List<CommittedUnit>(units.Count);
        var before = _counters;
        _begin.Execute();
        try
        {
            foreach (var unit in units)
                committed.Add(Write(unit));
            Commit();
            return committed;
        }
        catch
        {
            _counters = before;
            RollBack();
            throw;
        }
    }

    /// <summary>
    /// Writes the database's first page as it is, in a transaction of its own: what comes back is durable, so something
    /// else would be.
    /// </summary>
    public void Probe() => Change(() =>
    {
        Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Scalar("PRAGMA user_version")}"));
        return true;
    });

    /// <summary>What the last commit that was made took, syncs included.</summary>
    public TimeSpan LastCommit { get; private set; }

    /// <summary>A call and all that hangs on it, in a transaction of its own.</summary>
    public ErasureResult Erase(Erasure erasure)
    {
        var result = Change(() => CallErasure.Erase(_connection, erasure, (_counters.Version, _counters.CallKey, _counters.Fragment)));
        if (result.Outcome == ErasureOutcome.Erased)
            _traces.Leave();
        return result;
    }

    /// <summary>Redacted texts in place of stored ones.</summary>
    public TextsWritten Rewrite(IReadOnlyCollection<ScanHit> hits)
    {
        var written = Change(() => new TextsWritten(TextFixes.WriteStore(_connection, hits)));
        _traces.Leave();
        return written;
    }

    /// <summary>Whether redacted words may still stand in the log of the database.</summary>
    public bool HasTraces => _traces.AreLeft;

    public void RemoveTraces() => _traces.Remove();

    public void Dispose() => _connection.Dispose();

    private T Change<T>(Func<T> change)
    {
        _begin.Execute();
        try
        {
            var result = change();
            Commit();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private CommittedUnit Write(StoreUnit unit)
    {
        var changes = unit.Changes;
        var key = unit.CallKey != 0 ? unit.CallKey : ++_counters.CallKey;
        WriteCall(key, unit.OwnerKeyId, changes.Facts);
        foreach (var fragment in changes.Fragments)
            WriteFragment(key, fragment);
        foreach (var fragment in changes.Rescored)
            Rescore(key, fragment);
        var rewritten = changes.Rewritings.Count == 0 ? [] : _traces.Rewrite(key, changes);
        var alerts = changes.Alerts.Count == 0 ? [] : new List<AlertView>(changes.Alerts.Count);
        foreach (var change in changes.Alerts)
        {
            alerts.Add(WriteAlert(key, change));
            if (change.Reason == AlertChange.Redacted)
                _traces.RewriteOutbox(change.Alert);
        }
        foreach (var move in changes.Moves)
            _move.Execute(key, Ms(move.At), (long)move.From, (long)move.To, move.Rule, move.Because,
                StoreJson.Of(move.UtteranceIds), move.PolicyVersion, move.ModelVersion, move.By);
        foreach (var act in changes.Acts)
            WriteAct(key, act);
        var incident = changes.Incident is { } state ? WriteIncident(key, state) : null;
        return new CommittedUnit(key, unit.View, changes.Fragments, alerts, unit.ReceivedAt, unit.Trace, incident, changes.Acts)
        {
            OwnerKeyId = unit.OwnerKeyId, Rescored = changes.Rescored, AlertChanges = changes.Alerts, Rewritten = rewritten,
        };
    }

    private void WriteCall(long key, string owner, CallFacts facts) => _call.Execute(
        key, facts.CallId, owner, facts.AgentId, facts.Team, facts.Queue, facts.Language, facts.Caller,
        Ms(facts.StartedAt), Ms(facts.LastHeardAt), Ms(facts.EndedAt), (long?)facts.EndedBy, facts.EndReason,
        facts.EndedByName, (long?)facts.EndStep, (long?)facts.PeakSeverity, (long)facts.Ladder.Step, StoreJson.Of(facts.Ladder), StoreJson.Of(facts.Help),
        Ms(facts.Break?.AskedAt), StoreJson.Of(facts.Break), StoreJson.Of(facts.Heard));

    private void WriteFragment(long key, ScoredFragment scored)
    {
        var (fragment, assessment) = (scored.Fragment, scored.Assessment);
        var hash = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(hash, fragment.TextHash);
        _fragment.Execute(
            ++_counters.Fragment, key, fragment.UtteranceId, (long)fragment.Revision, fragment.IsFinal, (long)fragment.Speaker, fragment.Text,
            hash, fragment.StartMs ?? 0, fragment.EndMs ?? fragment.StartMs ?? 0, fragment.Sequence, fragment.Confidence,
            fragment.Language, fragment.Source, Ms(scored.ReceivedAt), scored.Late, StoreJson.Of(assessment.Scores),
            (long)assessment.Categories.Bits, (long?)assessment.Severity, (long)assessment.Target);
    }

    private void Rescore(long key, ScoredFragment scored)
    {
        var (fragment, assessment) = (scored.Fragment, scored.Assessment);
        _rescore.Execute(
            StoreJson.Of(assessment.Scores), (long)assessment.Categories.Bits, (long?)assessment.Severity, (long)assessment.Target,
            fragment.StartMs, key, fragment.UtteranceId, (long)fragment.Revision);
    }

    private AlertView WriteAlert(long key, AlertChange change)
    {
        var alert = change.Alert;
        var version = ++_counters.Version;
        _alert.Execute(
            alert.Id, version, key, alert.CallId, alert.IncidentId, alert.AgentId, alert.Team, (long)alert.Category,
            (long)alert.Target, (long)alert.Severity, (long)alert.Detection, (long)alert.Work, alert.ClaimedBy,
            Ms(alert.SnoozedUntil), alert.Label, (double)alert.Score, alert.Text, StoreJson.Of(alert.Highlights), StoreJson.Of(alert.UtteranceIds),
            alert.StartMs, alert.EndMs, Ms(alert.RaisedAt), alert.ModelVersion, alert.PolicyVersion,
            alert.IsHeld, Ms(alert.PlainSince), (long)alert.Revisions, alert.IsRepeated);
        _change.Execute(
            version, alert.Id, key, Ms(change.At), (long)alert.Category, (long)alert.Severity, (long)alert.Detection,
            (long)alert.Work, change.By, change.Reason);
        return AlertViews.Of(alert, version);
    }

    private void WriteAct(long key, ActTaken taken)
    {
        var (kind, detail) = CallActKinds.Describe(taken.Act);
        _act.Execute(
            key, Ms(taken.At), kind, taken.Act.By, taken.Act.ById, detail, taken.AlertId, (long?)taken.From, (long?)taken.To,
            (taken.Act as WorkAct)?.Reason ?? (taken.Act as EndingSaid)?.Reason, (long?)taken.SeenAfter?.TotalMilliseconds,
            (long?)taken.ClosedAfter?.TotalMilliseconds);
    }

    private IncidentView WriteIncident(long key, IncidentState incident)
    {
        var version = ++_counters.Version;
        _incident.Execute(
            incident.Id, version, key, incident.CallId, incident.AgentId, incident.Team, (long)incident.Work,
            (long?)incident.Severity, incident.Stands, Ms(incident.LastAt), Ms(incident.ClosedAt), incident.RootCause,
            Ms(incident.DueAt), StoreJson.Of(incident));
        return IncidentViews.Of(incident, version);
    }

    private void Commit()
    {
        var started = _time.GetTimestamp();
        _commit.Execute();
        LastCommit = _time.GetElapsedTime(started);
    }

    private void RollBack()
    {
        try
        {
            _rollback.Execute();
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself: after a full disk or an I/O error there is no transaction left.
        }
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>0 where the table is damaged: nothing can be added to it, and what others have can still be read.</summary>
    private long TryScalar(string sql)
    {
        try
        {
            return Scalar(sql);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == Corrupt)
        {
            return 0;
        }
    }

    private long Highest(params ReadOnlySpan<string> reads)
    {
        var highest = 0L;
        foreach (var read in reads)
            highest = Math.Max(highest, TryScalar($"SELECT COALESCE(({read}), 0)"));
        return highest;
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>The last given: one writer gives both, in the order of the commits.</summary>
    private record struct Counters(long Version, long CallKey, long Fragment);
}
