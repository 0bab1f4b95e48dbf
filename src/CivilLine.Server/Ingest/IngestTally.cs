using CivilLine.Calls;
using CivilLine.Escalation;

namespace CivilLine.Ingest;

/// <summary>What became of a body's lines so far; the three counts add up to the lines that were not blank.</summary>
internal sealed class IngestTally
{
    private readonly List<RejectedLine> _rejected = [];
    private int _forbidden;

    public int Accepted { get; private set; }
    public int Duplicates { get; private set; }
    public bool IsBusy { get; private set; }

    /// <summary>In the order of the lines.</summary>
    public IEnumerable<RejectedLine> Rejected => _rejected.OrderBy(line => line.Line);

    public int RejectedCount => _rejected.Count;

    /// <summary>Lines that will be refused however often they are sent.</summary>
    public int WrongCount { get; private set; }

    /// <summary>Whether there were lines, and every one was refused because its call is another key's.</summary>
    public bool IsAllForbidden => _forbidden > 0 && _forbidden == Accepted + Duplicates + _rejected.Count;

    public void Add(int line, in Outcome outcome)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Accepted: Accepted++; break;
            case OutcomeKind.Duplicate: Duplicates++; break;
            default:
                _rejected.Add(new RejectedLine(line, outcome.Code!, outcome.Member, outcome.Message!));
                if (outcome.Code == Refusals.BusyCode)
                    IsBusy = true;
                else
                    WrongCount++;
                if (outcome.Code == Refusals.ForbiddenCode)
                    _forbidden++;
                break;
        }
    }
}

internal readonly record struct RejectedLine(int Line, string Code, string? Member, string Error);
