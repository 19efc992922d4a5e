namespace Basin.Training.Instruments.Steps;

/// <summary>A step Δθ from both of its ends.</summary>
/// <remarks>
/// A parabola through a step has the slopes ∇L(θ)·Δθ and ∇L(θ + Δθ)·Δθ at its ends. The batch after the step knows nothing of Δθ, so its gradient
/// gives the second without bias. The batch of the step made Δθ = −ηwg + …, and its gradient holds the same noise twice: E[g·Δθ] is below
/// E[∇L·Δθ] by ηw·tr Cov(g), which is estimated from its single gradients and added. Without that, the curvature of plain SGD comes out too large by
/// tr Cov(g)/(η‖g‖²).
/// <para>
/// In an epoch without repetition the next batch avoids the examples of this one, which raises the second slope by ηw·tr Σ/n; as Cov(g) is less than
/// Σ/B by as much, Σ/B is right there, and Cov(g) = Σ/B·(1 − B/n) only from one epoch to the next.
/// </para>
/// </remarks>
/// <param name="Square">‖Δθ‖².</param>
/// <param name="SlopeBefore">∇L(θ)·Δθ; NaN where the noise is not known.</param>
/// <param name="SlopeAfter">∇L(θ + Δθ)·Δθ.</param>
/// <param name="Cosine">Of the angle between the gradients of the two batches.</param>
public readonly record struct StepEnds(double Square, double SlopeBefore, double SlopeAfter, double Cosine);
