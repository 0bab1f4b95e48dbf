using CivilLine.Escalation;
using CivilLine.Escalation.Documents;
using CivilLine.Hosting;
using CivilLine.Scoring;

namespace CivilLine.Policies;

/// <summary>Holds the policy in force. A document takes its place whole or, with any mistake, not at all.</summary>
internal sealed partial class PolicyStore
{
    private readonly Lock _lock = new();
    private readonly PolicyFile _file;
    private readonly PolicyLimits _limits;
    private readonly PolicyHistory _history;
    private readonly TimeProvider _time;
    private readonly ILogger<PolicyStore> _log;
    private volatile PolicyInForce _now;

    /// <summary>What was last looked at, so that a file that did not change is read once.</summary>
    private string? _seen;

    /// <exception cref="StartRefusedException">There is a policy and it cannot be used: at the start no older one could stay.</exception>
    public PolicyStore(PolicyFile file, IToxicityScorer scorer, PolicyHistory history, TimeProvider time, ILogger<PolicyStore> log)
    {
        (_file, _limits, _history, _time, _log) = (file, PolicyLimits.Of(scorer), history, time, log);
        file.MustBeThere();
        _now = Start();
        _history.Add(_now.Book.Version, _now.Yaml, _now.Since, by: null);
        Log.Applies(log, _now.Book.Version);
    }

    public PolicyInForce Now => _now;

    public PolicyBook Book => _now.Book;

    public PolicyFile File => _file;

    public PolicyReading Check(string yaml) => PolicyReader.Read(yaml, _limits);

    /// <summary>Looks at the file; does nothing where it did not change.</summary>
    public void Reload()
    {
        lock (_lock)
        {
            try
            {
                var yaml = _file.Read();
                if (yaml == _seen)
                    return;
                _seen = yaml;
                if (yaml is not null)
                    Take(yaml, by: null);
                else
                    Refuse([], "The file is gone; the policy stays until the server is started again.");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                if (_now.Refused?.Why != error.Message)
                    Refuse([], error.Message);
            }
        }
    }

    /// <summary>Writes the document to the file and takes it, or says what is wrong with it.</summary>
    /// <param name="ifVersion">The version that must still be in force; null for any.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public (PutOutcome Outcome, IReadOnlyList<PolicyProblem> Problems) Put(string yaml, string by, string? ifVersion, string? byId = null)
    {
        lock (_lock)
        {
            if (ifVersion is not null && ifVersion != _now.Book.Version)
                return (PutOutcome.Changed, []);
            if (Check(yaml) is { Policies: null } refused)
            {
                _history.AddRefused(new PolicyRefusal(_time.GetUtcNow(), refused.Problems), _now.Book.Version, yaml, by, byId);
                return (PutOutcome.Refused, refused.Problems);
            }
            _file.Write(yaml);
            _seen = yaml;
            Take(yaml, by, byId);
            return (PutOutcome.Taken, []);
        }
    }

    private PolicyInForce Start()
    {
        try
        {
            _seen = _file.Read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The policy {_file.Path} cannot be read: {error.Message}", error);
        }

        if (_seen is null)
            return new PolicyInForce(StandardPolicy.Policies, StandardPolicy.Yaml, PolicySource.Standard, _time.GetUtcNow());
        var reading = Check(_seen);
        return reading.Policies is { } book
            ? new PolicyInForce(book, _seen, PolicySource.File, _time.GetUtcNow())
            : throw new StartRefusedException(
                $"The policy {_file.Path} is refused:\n{string.Join('\n', reading.Problems.Select(problem => $"  {problem}"))}");
    }

    private void Take(string yaml, string? by, string? byId = null)
    {
        var reading = Check(yaml);
        if (reading.Policies is not { } book)
        {
            Refuse(reading.Problems, null, yaml);
            return;
        }

        _now = new PolicyInForce(book, yaml, PolicySource.File, _time.GetUtcNow());
        _history.Add(book.Version, yaml, _now.Since, by, byId);
        Log.Applies(_log, book.Version);
    }

    private void Refuse(IReadOnlyList<PolicyProblem> problems, string? why, string? yaml = null)
    {
        var refusal = new PolicyRefusal(_time.GetUtcNow(), problems, why);
        _now = _now with { Refused = refusal };
        _history.AddRefused(refusal, _now.Book.Version, yaml, by: null, byId: null);
        if (problems is [var first, ..])
            Log.Refused(_log, problems.Count, first.Line, first.Path, _now.Book.Version);
        else
            Log.NotRead(_log, why, _now.Book.Version);
    }

    private static partial class Log
    {
        [LoggerMessage(2401, LogLevel.Information, "Policy {Version} applies.")]
        public static partial void Applies(ILogger logger, string version);

        // Where, and not what: a phrase of the document may be somebody's words.
        [LoggerMessage(2402, LogLevel.Warning, "The policy file is refused; mistakes: {Count}, the first in line {Line} at '{Path}'. Policy {Version} stays.")]
        public static partial void Refused(ILogger logger, int count, int line, string path, string version);

        [LoggerMessage(2403, LogLevel.Warning, "The policy file was not read: {Why} Policy {Version} stays.")]
        public static partial void NotRead(ILogger logger, string? why, string version);
    }
}

internal enum PutOutcome
{
    Taken,
    Refused,

    /// <summary>Somebody else was quicker.</summary>
    Changed,
}
