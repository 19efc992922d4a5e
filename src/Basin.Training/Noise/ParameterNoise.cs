using System.Numerics;

namespace Basin.Training.Noise;

/// <summary>Noise ξ of mean 0 that is added to the gradient before the rule's step: θ ← (1 − ηλ)θ − η(g + ξ) with weight decay λ.</summary>
/// <remarks>
/// With momentum it enters the velocity as the gradient does. Noise of covariance C in the step itself, such as ηλΣ, is ξ of
/// covariance C/η², which is why the rate is at hand.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class ParameterNoise<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Adds the noise of one step. Allocates nothing.</summary>
    /// <param name="step">Steps taken before it, at least 0: with θ it decides the noise, so that a resumed run goes on to the same bits.</param>
    /// <param name="learningRate">η at this step; may be 0.</param>
    /// <param name="gradient">Shape (p); to be added to.</param>
    public abstract void Add(long step, double learningRate, Span<T> gradient);

    /// <summary>Frees what the noise holds.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory that the noise keeps.</summary>
    protected virtual void Free()
    {
    }
}
