using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using Basin.Analysis.Advice;
using Basin.Analysis.Estimators;
using Basin.Analysis.Health;
using Basin.Analysis.Noise;
using Basin.Analysis.Operators;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Inspection;

/// <summary>One inspection, stage by stage; each stage uses what the earlier ones found.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class InspectionPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A few seconds on one core.
    private const double StabilityFlops = 2e11;
    private const double KernelFlops = 2e11;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Objective<T> _objective;
    private readonly InspectOptions _options;
    private readonly InspectionBudget _budget;
    private readonly ProductMeter _meter;
    private readonly CancellationToken _cancellationToken;
    private readonly int _available;
    private readonly long _passesBefore;

    public InspectionPass(Objective<T> objective, InspectOptions options, IProgress<InspectProgress>? progress, CancellationToken cancellationToken)
    {
        (_objective, _options, _cancellationToken) = (objective, options, cancellationToken);
        _budget = new InspectionBudget(options, objective.ParameterCount, DenseSpectrum.LargestDimension);
        _meter = new ProductMeter(progress, _budget.All);
        _passesBefore = objective.ExamplePasses;
        _available = options.ExamplesAvailable ?? objective.Examples;
    }

    public InspectionRecord Run()
    {
        _meter.Begin("gradient");
        var (loss, accuracy) = _objective.Evaluate(_cancellationToken);
        if (!double.IsFinite(loss)) throw new ArithmeticException($"The loss at this point is {loss}: there is nothing to inspect. Go back to a checkpoint with a finite loss.");
        var gradient = new T[_objective.ParameterCount];
        _objective.Gradient(gradient, _cancellationToken);
        var hessian = CurvatureMeasurement<T>.Of("Hessian", new Hessian<T>(_objective), _options.TopK, withDensity: true, _options, _budget, _meter, _cancellationToken);

        // The lower end of a positive semidefinite matrix is a crowd of zeros: dear to find, and nothing to know.
        var gaussNewton = CurvatureMeasurement<T>.Of("Gauss-Newton", new GaussNewton<T>(_objective), 0, withDensity: false, _options, _budget, _meter, _cancellationToken);
        var noise = Noise(gradient, loss, gaussNewton);
        var health = Health(hessian, gaussNewton);
        var stability = Stability(hessian, gaussNewton, noise);
        var regularization = Regularization(gradient, hessian, noise, stability);
        return new InspectionRecord
        {
            Parameters = _objective.ParameterCount,
            Examples = _objective.Examples,
            Loss = loss,
            Accuracy = accuracy,
            GradientNorm = Vectors.Norm<T>(gradient),
            Hessian = hessian.Curvature,
            GaussNewton = gaussNewton.Curvature,
            Noise = noise,
            Layers = health[0].Layers,
            Sharpness = new Sharpness(
                hessian.Curvature.TopEigenvalues[0].Value,
                _options.LearningRate is { } rate ? Sharpness.LimitOf(rate, _options.Momentum, _options.Nesterov) : null),
            Stability = stability,
            Regularization = regularization,
            Advice = Adviser.Of(new AdviceInputs { Stability = stability, Regularization = regularization, NoiseScale = noise.Scale }),
            Notes = _options.Notes,
            Health = [.. health.SelectMany(report => report.Checks)],
            Unused = health[0].Unused,
            Assumptions = InspectionAssumptions.Of(_objective, _options, _available),
            Cost = new InspectionCost(_meter.Products, Gradients(), Stopwatch.GetElapsedTime(_start).TotalSeconds),
        };
    }

    // A part of the examples is a part of a gradient; what was begun counts.
    private int Gradients() => (int)Math.Ceiling((double)(_objective.ExamplePasses - _passesBefore) / _objective.Examples);

    private GradientNoise Noise(T[] gradient, double loss, CurvatureMeasurement<T> gaussNewton)
    {
        _meter.Begin("gradient noise", _objective.MixesExamples ? 0 : _budget.Alignment);
        var options = new NoiseOptions
        {
            TopK = _options.TopK,
            MaxProducts = _budget.Eigenvalues,
            Probes = _budget.Probes,
            Draws = _budget.Alignment,
            ExactOutputs = AffordableOutputs(),
            RelativeTolerance = _options.RelativeTolerance,
            Population = _available,
            Seed = _options.Seed,
            Workers = _options.Workers,
        };
        return NoiseMeasures.Of(_objective, gradient, loss, options, new KnownCurvature<T>(gaussNewton.Pairs, gaussNewton.Moments), _meter, _cancellationToken);
    }

    // The tangent kernel of N outputs costs N²·p multiplications: for a large network dearer than everything else together.
    private int AffordableOutputs() => (int)Math.Min(new NoiseOptions().ExactOutputs, Math.Sqrt(KernelFlops / _objective.ParameterCount));

    private ImmutableArray<HealthReport> Health(CurvatureMeasurement<T> hessian, CurvatureMeasurement<T> gaussNewton)
    {
        var windows = ParameterWindow.Of(_objective.Model.Network);
        return [Check("Hessian", hessian, positive: false, windows), Check("Gauss-Newton", gaussNewton, positive: true, windows)];
    }

    private HealthReport Check(string name, CurvatureMeasurement<T> measured, bool positive, ImmutableArray<ParameterWindow> windows)
    {
        _meter.Begin($"health of the {name}", _budget.HealthProbes + HealthChecks.ExtraProducts);
        var subject = new HealthSubject<T>
        {
            Name = name,
            Operator = measured.Matrix,
            Positive = positive,
            Windows = windows,
            Pairs = measured.Pairs,
            Moments = measured.Moments,
            Density = measured.Density,
        };
        return HealthChecks.Run(subject, _options.Seed.Stream($"health/{name}"), _budget.HealthProbes, _options.Workers, _meter, _cancellationToken);
    }

    private StabilityReport? Stability(CurvatureMeasurement<T> hessian, CurvatureMeasurement<T> gaussNewton, GradientNoise noise)
    {
        if (_options.Batch is not { } batch || !(gaussNewton.Curvature.TopEigenvalues[0].Value > 0)) return null;
        _meter.Begin("stability");
        var sharpness = hessian.Curvature.TopEigenvalues[0];
        var options = new StabilityOptions
        {
            LearningRate = _options.LearningRate,
            Batch = batch,
            Momentum = _options.Momentum,
            Nesterov = _options.Nesterov,
            Replacement = _options.Replacement,
            ExamplesAvailable = _available,
            Sharpness = new Estimate(sharpness.Value, sharpness.Residual, 0),
            SquaredError = _objective.Model.Loss == LossKind.SquaredError,
            MaxFlops = StabilityFlops,
            Seed = _options.Seed,
            Workers = _options.Workers,
        };
        var measured = new MeasuredCurvature<T> { GaussNewton = gaussNewton.Pairs, FrobeniusNorm = gaussNewton.Curvature.FrobeniusNorm, Alignment = noise.Alignment?.Value };
        return StabilityAnalysis.Of(_objective, options, measured, _cancellationToken);
    }

    private ImplicitRegularization? Regularization(T[] gradient, CurvatureMeasurement<T> hessian, GradientNoise noise, StabilityReport? stability)
    {
        if (_options is not { LearningRate: { } rate, Batch: { } batch }) return null;
        var settings = new RegularizationSettings
        {
            LearningRate = rate,
            Batch = batch,
            Examples = _available,
            Momentum = _options.Momentum,
            Nesterov = _options.Nesterov,
            Replacement = _options.Replacement,
            Loss = _objective.Model.Loss,
            LabelNoise = _options.LabelNoise,
        };
        var sharpness = hessian.Curvature.TopEigenvalues[0];
        return ImplicitRegularization.Of(settings, new RegularizationInputs
        {
            GradientSquare = GradientSquare(gradient, noise),
            NoiseTrace = noise.Trace,
            Trace = hessian.Curvature.Trace,
            Sharpness = new Estimate(sharpness.Value, sharpness.Residual, 0),
            TraceOf = hessian.Density is { } density ? density.Trace : null,
            Stability = stability,
        });
    }

    // The gradient over a part of the examples is longer by its noise. Its own error is at most that along the direction of most noise.
    private Estimate GradientSquare(T[] gradient, GradientNoise noise)
    {
        var square = Vectors.Dot<T>(gradient, gradient);
        var part = Math.Max(0, 1 - ((double)_objective.Examples / _available)) / _objective.Examples;
        if (part == 0 || noise is not { Trace: { } trace, TopEigenvalues: [var top, ..] }) return new Estimate(square, 0, 0);
        return new Estimate(Math.Max(0, square - (part * trace.Value)), 2 * Math.Sqrt(square * part * top.Value), 0);
    }
}
