namespace CivilLine.Cli.Training.SecondStage;

/// <summary>How much a head heeds each of its two voices.</summary>
internal readonly record struct Mix(float Linear, float Encoder, float Offset)
{
    public float Probability(float linear, float encoder) =>
        1f / (1f + MathF.Exp(-((Linear * linear) + (Encoder * encoder) + Offset)));
}

internal readonly record struct MixRow(float Linear, float Encoder, bool Label, float Weight);

/// <summary>Logistic regression on the two voices, by Newton steps that are halved until they help.</summary>
internal static class Mixing
{
    /// <summary>Holds the weights where few lines separate the labels wholly.</summary>
    private const double Ridge = 0.05;

    /// <summary>A voice that would be heeded backwards is not heeded: that is chance in a small sample.</summary>
    public static Mix Fit(IReadOnlyList<MixRow> rows)
    {
        var both = Fit(rows, useLinear: true, useEncoder: true);
        return both switch
        {
            { Linear: < 0 } => Fit(rows, useLinear: false, useEncoder: true),
            { Encoder: < 0 } => Fit(rows, useLinear: true, useEncoder: false),
            _ => both,
        };
    }

    private static Mix Fit(IReadOnlyList<MixRow> rows, bool useLinear, bool useEncoder)
    {
        var weights = new double[3];
        double[] Inputs(MixRow row) => [useLinear ? row.Linear : 0, useEncoder ? row.Encoder : 0, 1];
        var loss = Loss(rows, Inputs, weights);
        for (var step = 0; step < 100; step++)
        {
            var direction = Newton(rows, Inputs, weights);
            var (size, next, taken) = (1.0, double.MaxValue, weights);
            while (size > 1e-10)
            {
                taken = [.. weights.Select((weight, i) => weight + (size * direction[i]))];
                next = Loss(rows, Inputs, taken);
                if (next <= loss)
                    break;
                size /= 2;
            }
            if (next > loss)
                break;
            var gained = loss - next;
            (weights, loss) = (taken, next);
            if (gained < 1e-9 * loss)
                break;
        }
        return new Mix((float)weights[0], (float)weights[1], (float)weights[2]);
    }

    private static double Loss(IReadOnlyList<MixRow> rows, Func<MixRow, double[]> inputs, double[] weights)
    {
        var loss = 0.5 * Ridge * ((weights[0] * weights[0]) + (weights[1] * weights[1]));
        foreach (var row in rows)
        {
            var z = Dot(inputs(row), weights);
            var softplus = z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
            loss += row.Weight * (softplus - (row.Label ? z : 0));
        }
        return loss;
    }

    private static double[] Newton(IReadOnlyList<MixRow> rows, Func<MixRow, double[]> inputs, double[] weights)
    {
        double[] gradient = [Ridge * weights[0], Ridge * weights[1], 0];
        double[,] curve = { { Ridge, 0, 0 }, { 0, Ridge, 0 }, { 0, 0, 1e-6 } };
        foreach (var row in rows)
        {
            var x = inputs(row);
            var p = 1 / (1 + Math.Exp(-Dot(x, weights)));
            for (var i = 0; i < 3; i++)
            {
                gradient[i] += row.Weight * (p - (row.Label ? 1 : 0)) * x[i];
                for (var j = 0; j < 3; j++)
                    curve[i, j] += row.Weight * p * (1 - p) * x[i] * x[j];
            }
        }
        return Solve(curve, [.. gradient.Select(slope => -slope)]);
    }

    /// <summary>Three equations, by elimination; the matrix is symmetric and positive.</summary>
    private static double[] Solve(double[,] a, double[] b)
    {
        for (var at = 0; at < 3; at++)
        {
            for (var row = at + 1; row < 3; row++)
            {
                var factor = a[row, at] / a[at, at];
                for (var column = at; column < 3; column++)
                    a[row, column] -= factor * a[at, column];
                b[row] -= factor * b[at];
            }
        }
        for (var row = 2; row >= 0; row--)
        {
            for (var column = row + 1; column < 3; column++)
                b[row] -= a[row, column] * b[column];
            b[row] /= a[row, row];
        }
        return b;
    }

    private static double Dot(double[] x, double[] weights) => (x[0] * weights[0]) + (x[1] * weights[1]) + (x[2] * weights[2]);
}
