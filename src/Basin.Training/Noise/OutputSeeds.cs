using System.Numerics;
using Basin.Models.Losses;
using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>Random cotangents c of outputs with E[ccᵀ] = M, the loss's Hessian by the outputs: then Jᵀc has the covariance JᵀMJ.</summary>
internal sealed class OutputSeeds<T>(LossKind loss, int outputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OutputLaw<T> _law = OutputLaw<T>.Of(loss);
    private readonly T[] _column = new T[outputs];

    /// <summary>Fills c = Sζ example by example, with M = SSᵀ and Gaussian ζ.</summary>
    /// <param name="source">Where ζ comes from.</param>
    /// <param name="values">The outputs, shape (n, k).</param>
    /// <param name="cotangents">c, shape (n, k); overwritten.</param>
    public void Fill(RandomSource source, ReadOnlySpan<T> values, Span<T> cotangents)
    {
        for (var start = 0; start < values.Length; start += outputs)
        {
            var c = cotangents.Slice(start, outputs);
            c.Clear();
            for (var j = 0; j < outputs; j++)
            {
                _law.Root(values.Slice(start, outputs), j, _column);
                var zeta = T.CreateTruncating(source.NextGaussian());
                for (var i = 0; i < outputs; i++) c[i] += zeta * _column[i];
            }
        }
    }
}
