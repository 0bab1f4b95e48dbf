namespace CivilLine.Cli.Training;

/// <summary>
/// Fits probability = sigmoid(slope · margin + offset): Platt's method with his smoothed targets, by Newton steps that
/// are halved until they help (Lin, Lin and Weng 2007), because plain steps diverge on well separated margins.
/// </summary>
internal static class Calibration
{
    public static (float Slope, float Offset) Fit(IReadOnlyList<(float Margin, bool Label, float Weight)> rows)
    {
        double positives = rows.Where(row => row.Label).Sum(row => row.Weight);
        double negatives = rows.Where(row => !row.Label).Sum(row => row.Weight);
        var yes = (positives + 1) / (positives + 2);
        var no = 1 / (negatives + 2);

        var (slope, offset) = (0.0, Math.Log((positives + 1) / (negatives + 1)));
        var loss = Loss(rows, slope, offset, yes, no);
        for (var step = 0; step < 100; step++)
        {
            var (bySlope, byOffset) = Newton(rows, slope, offset, yes, no);
            var size = 1.0;
            var next = Loss(rows, slope + bySlope, offset + byOffset, yes, no);
            while (next > loss && size > 1e-10)
            {
                size /= 2;
                next = Loss(rows, slope + size * bySlope, offset + size * byOffset, yes, no);
            }
            (slope, offset) = (slope + size * bySlope, offset + size * byOffset);
            if (loss - next < 1e-9 * loss)
                break;
            loss = next;
        }
        return ((float)slope, (float)offset);
    }

    public static float Probability(float margin, (float Slope, float Offset) fit) =>
        1f / (1f + MathF.Exp(-(fit.Slope * margin + fit.Offset)));

    private static double Loss(
        IReadOnlyList<(float Margin, bool Label, float Weight)> rows, double slope, double offset, double yes, double no)
    {
        var loss = 0.0;
        foreach (var (margin, label, weight) in rows)
        {
            var z = slope * margin + offset;
            var softplus = z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
            loss += weight * (softplus - (label ? yes : no) * z);
        }
        return loss;
    }

    private static (double Slope, double Offset) Newton(
        IReadOnlyList<(float Margin, bool Label, float Weight)> rows, double slope, double offset, double yes, double no)
    {
        double g1 = 0, g0 = 0, h11 = 1e-9, h10 = 0, h00 = 1e-9;
        foreach (var (margin, label, weight) in rows)
        {
            var p = 1 / (1 + Math.Exp(-(slope * margin + offset)));
            var d = weight * (p - (label ? yes : no));
            var w = weight * p * (1 - p);
            (g1, g0) = (g1 + d * margin, g0 + d);
            (h11, h10, h00) = (h11 + w * margin * margin, h10 + w * margin, h00 + w);
        }
        var determinant = h11 * h00 - h10 * h10;
        return (-(g1 * h00 - g0 * h10) / determinant, -(g0 * h11 - g1 * h10) / determinant);
    }
}
