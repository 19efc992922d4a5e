using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Tests.Instruments;

/// <summary>What instruments should read, from the definitions: every matrix formed by differences of gradients, every single gradient stored.</summary>
internal sealed class InstrumentOracle : IDisposable
{
    private readonly Objective<double> _objective = new(SmallNetwork.Model<double>(), SmallNetwork.Data<double>());
    private readonly int _p;

    public InstrumentOracle() => _p = _objective.ParameterCount;

    public void Dispose() => _objective.Dispose();

    public double Step(string name, ReadingsTrack<double>.Moment at, ReadingsTrack<double>.Moment before, double[] start)
    {
        var (trace, signal, largest) = Noise(at);
        var update = Minus(at.Theta, before.Theta);
        return name switch
        {
            "parameterNorm" => Norm(at.Theta),
            "distance" => Norm(Minus(at.Theta, start)),
            "updateNorm" => Norm(update),
            "gradientCosine" => Dot(at.Gradient, before.Gradient) / (Norm(at.Gradient) * Norm(before.Gradient)),
            "noiseTrace" => trace,
            "noiseScale" => trace / signal,
            "largestExample" => largest,
            "curvatureAlongStep" => (Dot(Minus(at.Gradient, before.Gradient), update) - (before.Rate * Noise(before).Trace / before.Batch.Length)) / Dot(update, update),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "An instrument of steps without an oracle: add a row."),
        };
    }

    public double Point(string name, ReadingsTrack<double>.Moment at)
    {
        var (hessian, gradients) = (Hessian(at.Theta), Gradients(at.Theta, [.. Enumerable.Range(0, 10)]));
        var eigen = new SymmetricEigen(_p);
        eigen.Decompose(hessian, _p, _p);
        var (top, mean) = (eigen.Vector(_p - 1).ToArray(), Mean(gradients));
        double[] forms = [.. Enumerable.Range(0, 10).Select(e => Form(e, at.Theta, top))];
        var form = forms.Average();
        return name switch
        {
            "sharpness" => eigen.Values[^1],
            "secondEigenvalue" => eigen.Values[^2],
            "smallestEigenvalue" => eigen.Values[0],
            "fullGradientNorm" => Norm(mean),
            "gradientAlongTop" => Math.Pow(Dot(top, mean) / Norm(mean), 2),
            "hessianTrace" => Enumerable.Range(0, _p).Sum(i => hessian[(i * _p) + i]),
            "gaussNewtonTrace" => Enumerable.Range(0, _p).Sum(i => Enumerable.Range(0, 10).Average(e => Form(e, at.Theta, Unit(i)))),
            "noiseAlongTop" => gradients.Average(gradient => Math.Pow(Dot(top, Minus(gradient, mean)), 2)),

            // Mulayoff and Michaeli's bound at B = 4 of 10 without repetition: q = (n − B)/(B(n − 1)).
            "stableRate" => 2 * form / ((form * form) + (6.0 / (4 * 9) * forms.Average(x => (x - form) * (x - form)))),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "An instrument of the landscape without an oracle: add a row."),
        };
    }

    private (double Trace, double Signal, double Largest) Noise(ReadingsTrack<double>.Moment at)
    {
        var gradients = Gradients(at.Theta, at.Batch);
        var (mean, b) = (Mean(gradients), at.Batch.Length);
        var trace = gradients.Sum(gradient => Math.Pow(Norm(Minus(gradient, mean)), 2)) / (b - 1);
        return (trace, Dot(mean, mean) - (trace * ((1.0 / b) - 0.1)), gradients.Max(Norm));
    }

    private double[][] Gradients(double[] theta, int[] examples)
    {
        _objective.MoveTo(theta);
        return [.. examples.Select(example =>
        {
            var row = new double[_p];
            _objective.ExampleGradients(example, 1, row);
            return row;
        })];
    }

    private double[] Hessian(double[] theta)
    {
        const double H = 1e-5;
        var hessian = new double[_p * _p];
        for (var i = 0; i < _p; i++)
        {
            var (above, below) = (GradientAt(theta, i, H), GradientAt(theta, i, -H));
            for (var j = 0; j < _p; j++)
            {
                hessian[(i * _p) + j] += (above[j] - below[j]) / (4 * H);
                hessian[(j * _p) + i] += (above[j] - below[j]) / (4 * H);
            }
        }

        return hessian;
    }

    // vᵀHₑv = Σ p(Jv)² − (Σ p·Jv)² of the softmax outputs p, with Jv by differences of the outputs.
    private double Form(int example, double[] theta, double[] v)
    {
        const double H = 1e-5;
        var (above, below, here) = (Outputs(theta, v, H), Outputs(theta, v, -H), Outputs(theta, v, 0));
        var largest = Enumerable.Range(0, 4).Max(k => here[(example * 4) + k]);
        double[] weights = [.. Enumerable.Range(0, 4).Select(k => Math.Exp(here[(example * 4) + k] - largest))];
        var (total, first, second) = (weights.Sum(), 0.0, 0.0);
        for (var k = 0; k < 4; k++)
        {
            var along = (above[(example * 4) + k] - below[(example * 4) + k]) / (2 * H);
            first += weights[k] / total * along;
            second += weights[k] / total * along * along;
        }

        return second - (first * first);
    }

    private double[] Outputs(double[] theta, double[] v, double h)
    {
        _objective.MoveTo([.. theta.Select((x, i) => x + (h * v[i]))]);
        var outputs = new double[40];
        _objective.WriteOutputs(outputs);
        return outputs;
    }

    private double[] GradientAt(double[] theta, int index, double h)
    {
        _objective.MoveTo([.. theta.Select((x, i) => i == index ? x + h : x)]);
        var gradient = new double[_p];
        _objective.Gradient(gradient);
        return gradient;
    }

    private double[] Unit(int index) => [.. Enumerable.Range(0, _p).Select(i => i == index ? 1.0 : 0)];

    private static double[] Mean(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    private static double[] Minus(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a - b)];

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static double Norm(double[] x) => Math.Sqrt(Dot(x, x));
}
