using System.Globalization;
using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Evaluation.Text;

namespace CivilLine.Cli.Releases;

/// <summary>Why a version may not take another's place.</summary>
internal sealed record Objection(string Figure, string Why)
{
    public override string ToString() => $"{Figure}: {Why}";

    /// <summary>Every guarded figure that is worse, was not measured again, or was measured on other lines.</summary>
    public static IReadOnlyList<Objection> Between(Report active, Report candidate)
    {
        var differences = Comparison.Of(active, candidate).ToDictionary(difference => difference.Id);
        return
        [
            .. from figure in active.Figures
               let guard = Guards.Of(figure)
               where guard is not null
               let objection = Of(figure, differences.GetValueOrDefault(figure.Id), guard)
               where objection is not null
               select objection,
        ];
    }

    private static Objection? Of(Figure active, Difference? difference, Guard guard)
    {
        if (difference is null)
            return new Objection(active.Id, "it was not measured");
        if (!difference.IsComparable)
        {
            // Lines that were added since are no reason to refuse: the frozen ones are guarded by themselves.
            return active.Column == Slices.Frozen ? new Objection(active.Id, "it was measured on other lines: evaluate both on the same corpus") : null;
        }
        var isWorse = difference.Worsening > guard.Slack || (difference.Worsening > 0 && difference.IsBeyond);
        return isWorse ? new Objection(active.Id, Worse(difference)) : null;
    }

    private static string Worse(Difference difference)
    {
        var unit = difference.After.Unit;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"worse by {FigureText.Number(difference.Worsening, unit)}, from {FigureText.Of(difference.Before)} to {FigureText.Of(difference.After)}{(difference.IsBeyond ? ", beyond the interval" : "")}");
    }
}
