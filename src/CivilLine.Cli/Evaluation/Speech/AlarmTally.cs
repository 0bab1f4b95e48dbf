using CivilLine.Escalation;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Speech;

/// <summary>What harmless calls raised. Words are kept for the gravest alone, and only ever written where somebody asked for them.</summary>
internal sealed class AlarmTally
{
    private const int Kept = 200;

    private readonly Dictionary<(Severity Severity, Category Category), int> _standing = [];
    private readonly List<(Alert Alert, string Where)> _worst = [];

    public int Turns { get; private set; }

    /// <summary>Turns that are given a category when read by themselves, at any severity.</summary>
    public int Alone { get; private set; }

    /// <summary>Alerts that what followed took back: they misled for a moment.</summary>
    public int TakenBack { get; private set; }

    public IReadOnlyList<(Alert Alert, string Where)> Worst => _worst;

    public int AtLeast(Severity severity) => _standing.Sum(count => count.Key.Severity >= severity ? count.Value : 0);

    public int With(Category category) => _standing.Sum(count => count.Key.Category == category ? count.Value : 0);

    public void TakeTurn(bool isFlaggedAlone)
    {
        Turns++;
        Alone += isFlaggedAlone ? 1 : 0;
    }

    public void TakeAlert(Alert alert, string where)
    {
        if (alert.Detection == Detection.Withdrawn)
        {
            TakenBack++;
            return;
        }
        var kind = (alert.Severity, alert.Category);
        _standing[kind] = _standing.GetValueOrDefault(kind) + 1;
        _worst.Add((alert, where));
    }

    public void Take(AlarmTally other)
    {
        Turns += other.Turns;
        Alone += other.Alone;
        TakenBack += other.TakenBack;
        foreach (var (kind, count) in other._standing)
            _standing[kind] = _standing.GetValueOrDefault(kind) + count;
        _worst.AddRange(other._worst);
        _worst.Sort(ByGravity);
        _worst.RemoveRange(Math.Min(Kept, _worst.Count), Math.Max(0, _worst.Count - Kept));
    }

    /// <summary>Gravest first; the last word is the place, so that threads do not decide.</summary>
    private static int ByGravity((Alert Alert, string Where) one, (Alert Alert, string Where) other) =>
        (other.Alert.Severity, other.Alert.Score, other.Where, other.Alert.Id)
        .CompareTo((one.Alert.Severity, one.Alert.Score, one.Where, one.Alert.Id));
}
