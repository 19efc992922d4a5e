using System.Collections.Immutable;
using Basin.Analysis.Health;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;

namespace Basin.Analysis.Inspection;

/// <summary>One point θ, measured. Text, JSON and reports all show this record and compute nothing.</summary>
public sealed record InspectionRecord
{
    /// <summary>The number p of parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>The number of examples measured on.</summary>
    public required int Examples { get; init; }

    /// <summary>The mean loss over the examples.</summary>
    public required double Loss { get; init; }

    /// <summary>The share of the examples classified rightly, in [0, 1]; null where there are no classes.</summary>
    public double? Accuracy { get; init; }

    /// <summary>‖∇L(θ)‖ over all examples.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>∇²L(θ).</summary>
    public required Curvature Hessian { get; init; }

    /// <summary>The Gauss-Newton part of ∇²L(θ), positive semidefinite for a convex loss.</summary>
    public required Curvature GaussNewton { get; init; }

    /// <summary>The gradient noise.</summary>
    public required GradientNoise Noise { get; init; }

    /// <summary>A part of the network each, in its order; none where they were not measured.</summary>
    public ImmutableArray<LayerCurvature> Layers { get; init; } = [];

    /// <summary>The Hessian's largest eigenvalue against the limit of stability.</summary>
    public required Sharpness Sharpness { get; init; }

    /// <summary>Whether SGD can stay here; null when no batch size is known, or examples have no curvature of their own.</summary>
    public StabilityReport? Stability { get; init; }

    /// <summary>What SGD minimises besides the loss; null when the learning rate or the batch is not known.</summary>
    public ImplicitRegularization? Regularization { get; init; }

    /// <summary>What to change, at most five sentences; none where the numbers do not support one.</summary>
    public ImmutableArray<string> Advice { get; init; } = [];

    /// <summary>What was tested while measuring.</summary>
    public ImmutableArray<HealthCheck> Health { get; init; } = [];

    /// <summary>Parameters that the loss does not depend on at this point: rows of zeros.</summary>
    public ImmutableArray<string> Unused { get; init; } = [];

    /// <summary>What a reader should know of how the model was read, a sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What the numbers rest on.</summary>
    public required InspectionAssumptions Assumptions { get; init; }

    /// <summary>What they took.</summary>
    public required InspectionCost Cost { get; init; }
}
