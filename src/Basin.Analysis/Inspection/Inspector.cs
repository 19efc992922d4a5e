using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Inspection;

/// <summary>Measures one point: how flat it is, what noise SGD sees there, and how its sharpness compares with the limit of stability.</summary>
public static class Inspector
{
    /// <summary>Inspects the objective's point.</summary>
    /// <param name="objective">At its point; it is left as it was.</param>
    /// <param name="options">What to measure.</param>
    /// <param name="progress">Told after every product.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <returns>Every number with its error. A search that ends early is reported by its residuals.</returns>
    /// <exception cref="ArithmeticException">The loss at the point is not finite.</exception>
    public static InspectionRecord Inspect<T>(
        Objective<T> objective, InspectOptions options, IProgress<InspectProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var start = Stopwatch.GetTimestamp();
        var meter = new ProductMeter(progress, 2 * (options.MaxProducts + options.Probes));
        meter.Begin("gradient");
        var (loss, accuracy) = objective.Evaluate(cancellationToken);
        if (!double.IsFinite(loss)) throw new ArithmeticException($"The loss at this point is {loss}: there is nothing to inspect. Go back to a checkpoint with a finite loss.");
        var gradient = new T[objective.ParameterCount];
        objective.Gradient(gradient, cancellationToken);
        var available = options.ExamplesAvailable ?? objective.Examples;
        meter.Begin("gradient noise");
        var noise = objective.MixesExamples ? (Estimate?)null : NoiseTrace.Of(objective, gradient, available, cancellationToken);
        var hessian = Measure("Hessian", new Hessian<T>(objective), options, meter, cancellationToken);
        var gaussNewton = Measure("Gauss-Newton", new GaussNewton<T>(objective), options, meter, cancellationToken);
        return new InspectionRecord
        {
            Parameters = objective.ParameterCount,
            Examples = objective.Examples,
            Loss = loss,
            Accuracy = accuracy,
            GradientNorm = Vectors.Norm<T>(gradient),
            Hessian = hessian,
            GaussNewton = gaussNewton,
            Noise = new GradientNoise { Trace = noise },
            Sharpness = new Sharpness(
                hessian.TopEigenvalues[0].Value,
                options.LearningRate is { } rate ? Sharpness.LimitOf(rate, options.Momentum, options.Nesterov) : null),
            Assumptions = Assumptions(objective, options, available),
            Cost = new InspectionCost(meter.Products, Stopwatch.GetElapsedTime(start).TotalSeconds),
        };
    }

    private static Curvature Measure<T>(string name, SymmetricOperator<T> matrix, InspectOptions options, ProductMeter meter, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        meter.Begin($"{name} eigenvalues", options.MaxProducts);
        var search = new LanczosOptions { Top = options.TopK, Bottom = options.TopK, Tolerance = options.Tolerance, MaxProducts = options.MaxProducts };
        var found = Lanczos.Solve(matrix, search, options.Seed.Stream($"lanczos-start/{name}"), workers: options.Workers, progress: meter, cancellationToken: cancellationToken);
        if (found.Stop == LanczosStop.NotFinite) throw new ArithmeticException(found.Advice);
        meter.Begin($"{name} trace", options.Probes);
        var probes = new ProbeOptions { MaxProbes = options.Probes };

        // The outliers are known by now: taking them exactly leaves little for the probes to estimate.
        var moments = Hutchinson.TraceAndFrobenius(matrix, probes, options.Seed.Stream($"trace-probes/{name}"), found, options.Workers, meter, cancellationToken);
        return new Curvature
        {
            TopEigenvalues = Values(found.Top),
            BottomEigenvalues = Values(found.Bottom),
            Trace = moments.Trace,
            FrobeniusNorm = moments.FrobeniusNorm,
        };
    }

    private static ImmutableArray<Eigenvalue> Values(ImmutableArray<Numerics.LinearAlgebra.Eigenvalue> found) =>
        [.. found.Select(value => new Eigenvalue(value.Value, value.Residual))];

    private static InspectionAssumptions Assumptions<T>(Objective<T> objective, InspectOptions options, int available)
        where T : unmanaged, IFloatingPointIeee754<T> => new()
        {
            ExamplesUsed = objective.Examples,
            ExamplesAvailable = available,
            Loss = objective.Model.Loss switch
            {
                LossKind.CrossEntropy => "cross-entropy",
                LossKind.SquaredError => "squared-error",
                LossKind.Logistic => "logistic",
                _ => throw new UnreachableException(),
            },
            Precision = typeof(T) == typeof(float) ? "float32" : "float64",
            BatchNorm = objective.Model.Network.StateCount == 0 ? "none" : objective.BatchNorm == BatchNormMode.Batch ? "batch" : "running",
            Seed = options.Seed.Value,
            LearningRate = options.LearningRate,
            Momentum = options.Momentum,
            Nesterov = options.Nesterov,
        };
}
