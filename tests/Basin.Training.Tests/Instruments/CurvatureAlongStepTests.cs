using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Instruments;
using Basin.Training.Sampling;

namespace Basin.Training.Tests.Instruments;

/// <summary>On a quadratic loss the curvature along a step is known: ΔθᵀHΔθ/‖Δθ‖². What is read must not be biased by the noise that made the step.</summary>
public sealed class CurvatureAlongStepTests
{
    private const int Examples = 12;

    [Theory]
    [InlineData(SamplingKind.Replacement, 0, false)]
    [InlineData(SamplingKind.Replacement, 0.8, false)]
    [InlineData(SamplingKind.Replacement, 0.8, true)]
    [InlineData(SamplingKind.Shuffle, 0, false)]
    public void Means_over_steps_are_those_of_the_loss(SamplingKind sampling, double momentum, bool nesterov)
    {
        var data = Data();
        using var problem = new NetworkProblem<double>(
            new Model<double>(Mlp.Create<double>(new Shape(3), 1, []), LossKind.SquaredError), data, null, new Seed(1), Workers.Serial, new TrainingMethods<double> { KeepAdjoints = true });
        var options = new SgdOptions
        {
            LearningRate = 0.02,
            Batch = 3,
            Duration = Duration.Steps(40_000),
            Seed = new Seed(2),
            Sampling = sampling,
            Momentum = momentum,
            Nesterov = nesterov,
            CheckpointEvery = 1_000_000,
            EvaluateEvery = 1_000_000,
        };
        using var instruments = new Instruments<double>(problem, null, options, new InstrumentOptions());
        var meter = new Meter(problem, Hessian(data));
        new Trainer<double>(problem, options, instruments: instruments).Run(meter, TestContext.Current.CancellationToken);

        // The error of the numerator has mean zero; with the slope of the batch in place of the loss's it has not.
        Assert.InRange(meter.Mean / meter.StandardError, -4, 4);
        Assert.True(meter.UncorrectedMean > 10 * meter.StandardError, $"{meter.UncorrectedMean} against {meter.StandardError}");
    }

    private static DataSet<double> Data()
    {
        var stream = new Seed(8).Stream("quadratic");
        var (inputs, targets) = (new double[3 * Examples], new double[Examples]);
        stream.FillGaussian(inputs.AsSpan());
        stream.FillGaussian(targets.AsSpan());
        return new DataSet<double>("quadratic", new Shape(3), inputs, targets, Targets.Values(1), "made by the test");
    }

    // Of ½(wx + b − y)², whose gradient by (w, b) is the residual times (x, 1).
    private static double[,] Hessian(DataSet<double> data)
    {
        var hessian = new double[4, 4];
        for (var e = 0; e < Examples; e++)
        {
            double[] x = [.. data.Input(e), 1];
            for (var i = 0; i < 4; i++)
                for (var j = 0; j < 4; j++) hessian[i, j] += x[i] * x[j] / Examples;
        }

        return hessian;
    }

    private sealed class Meter(NetworkProblem<double> problem, double[,] hessian) : TrainingObserver<double>
    {
        private double[] _theta = [], _gradient = [];
        private double _sum, _squares, _uncorrected;
        private int _count;

        public double Mean => _sum / _count;

        public double UncorrectedMean => _uncorrected / _count;

        public double StandardError => Math.Sqrt(_squares / _count / _count);

        public override void OnStep(in StepReport report)
        {
            for (var i = 0; i < (report.Readings?.Count ?? 0); i++)
            {
                if (report.Readings![i].Instrument.Name == "curvatureAlongStep") Add(report.Readings[i].Reading.Value);
            }

            (_theta, _gradient) = (problem.Parameters.ToArray(), problem.Gradient.ToArray());
        }

        private void Add(double value)
        {
            var (form, square, uncorrected) = (0.0, 0.0, 0.0);
            for (var i = 0; i < 4; i++)
            {
                var update = problem.Parameters[i] - _theta[i];
                square += update * update;
                uncorrected += (problem.Gradient[i] - _gradient[i]) * update;
                for (var j = 0; j < 4; j++) form += update * hessian[i, j] * (problem.Parameters[j] - _theta[j]);
            }

            var error = (value * square) - form;
            _sum += error;
            _squares += error * error;
            _uncorrected += uncorrected - form;
            _count++;
        }
    }
}
