using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CivilLine.Scoring.SecondStage;

namespace CivilLine.Scoring;

/// <summary>Turns the margins of all heads into an assessment: calibration, thresholds and the rules of severity.</summary>
internal sealed class HeadSet
{
    private readonly HeadCard[] _heads;

    public HeadSet(IReadOnlyList<HeadCard> heads)
    {
        if (!heads.Select(head => head.Name).SequenceEqual(HeadNames.All))
            throw new InvalidDataException($"The card's heads must be, in this order: {string.Join(", ", HeadNames.All)}.");
        _heads = [.. heads];
    }

    public static int Count => HeadNames.All.Count;

    public IReadOnlyList<HeadCard> Heads => _heads;

    public float Threshold(Category category) => _heads[(int)category].Threshold;

    /// <summary>Names a set of thresholds: the same numbers give the same twelve hex digits.</summary>
    public static string Hash(IEnumerable<HeadCard> heads, SecondStageCard? second = null)
    {
        var text = string.Join('\n', heads.Select(head => string.Create(
            CultureInfo.InvariantCulture, $"{head.Name} {head.Slope:R} {head.Offset:R} {head.Threshold:R}")));
        if (second is not null)
            text += $"\n{second.Sha256} {second.PiecesSha256}\n" + string.Join('\n', second.Heads.Select(head => string.Create(
                CultureInfo.InvariantCulture,
                $"{head.Name} {head.Gate:R} {head.LinearWeight:R} {head.EncoderWeight:R} {head.Slope:R} {head.Offset:R} {head.Threshold:R}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    public float Probability(int head, float margin) =>
        1f / (1f + MathF.Exp(-(_heads[head].Slope * margin + _heads[head].Offset)));

    private float Logit(int head, ReadOnlySpan<float> margins) => (_heads[head].Slope * margins[head]) + _heads[head].Offset;

    public Assessment Judge(ReadOnlySpan<float> margins)
    {
        var scores = new CategoryScores();
        var categories = CategorySet.Empty;
        for (var i = 0; i < CategoryScores.Length; i++)
        {
            var score = Probability(i, margins[i]);
            scores[i] = score;
            if (score >= _heads[i].Threshold)
                categories = categories.With((Category)i);
        }
        return categories.IsEmpty
            ? new Assessment(scores, categories, null, Target.None)
            : new Assessment(scores, categories, SeverityOf(categories, margins), TargetOf(categories, margins));
    }

    /// <summary>The highest step of the ordinal heads that holds, kept within what the categories allow.</summary>
    private Severity SeverityOf(CategorySet categories, ReadOnlySpan<float> margins)
    {
        var severity = Severity.Info;
        for (var i = 0; i < HeadNames.Severities.Count; i++)
        {
            var head = HeadNames.SeverityAt + i;
            if (Probability(head, margins[head]) >= _heads[head].Threshold)
                severity = (Severity)(i + 2);
        }
        return SeverityRules.Bound(severity, categories);
    }

    /// <summary>Heads are compared where they are calibrated: their raw margins have scales of their own.</summary>
    private Target TargetOf(CategorySet categories, ReadOnlySpan<float> margins)
    {
        if (categories.Contains(Category.Safeguarding))
            return Target.Self;
        var best = 0;
        for (var i = 1; i < HeadNames.Targets.Count; i++)
        {
            if (Logit(HeadNames.TargetAt + i, margins) > Logit(HeadNames.TargetAt + best, margins))
                best = i;
        }
        return HeadNames.Targets[best].Target;
    }
}
