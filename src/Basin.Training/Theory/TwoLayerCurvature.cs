using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;

namespace Basin.Training.Theory;

/// <summary>The curvature of a two-layer network on examples, from its tangent kernel, in closed form: no matrix over parameters.</summary>
/// <remarks>
/// ∇f(x)·∇f(x') = relu(Wx)ᵀrelu(Wx') + (xᵀx')·Σ_h a_h²·1[w_hᵀx > 0]·1[w_hᵀx' > 0]. With weights c_e = ℓ″ₑ, the Gauss-Newton matrix
/// G = (1/n) Σ cₑ ∇fₑ∇fₑᵀ has the non-zero eigenvalues of C^½KC^½/n. Between kinks f has no second derivative by one parameter twice, so that
/// tr ∇²L = tr G everywhere.
/// </remarks>
public static unsafe class TwoLayerCurvature
{
    /// <summary>K, the inner products of the gradients of all outputs.</summary>
    /// <param name="network">At the point.</param>
    /// <param name="examples">n of them.</param>
    /// <param name="kernel">Shape (n, n); overwritten.</param>
    /// <remarks>Costs n²·(2m + d) multiplications and additions.</remarks>
    public static void FillTangentKernel(TwoLayerNetwork network, VectorExamples examples, Span<double> kernel)
    {
        var (n, stride) = (examples.Count, network.Stride);
        ArgumentOutOfRangeException.ThrowIfNotEqual(kernel.Length, n * n);
        using var z = Hidden(network, examples);
        using var hidden = new NativeBuffer<double>(n * stride);
        using var back = new NativeBuffer<double>(n * stride);
        for (var i = 0; i < n; i++) RectifierPass.Split(z.Pointer + (i * stride), network.Head, hidden.Pointer + (i * stride), back.Pointer + (i * stride), stride);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var inputs = Vectors.Dot(examples.Input(i), examples.Input(j));
                var (one, other) = (i * stride, j * stride);
                kernel[(i * n) + j] = kernel[(j * n) + i] =
                    Vectors.Dot<double>(hidden.Span.Slice(one, stride), hidden.Span.Slice(other, stride))
                    + (inputs * Vectors.Dot<double>(back.Span.Slice(one, stride), back.Span.Slice(other, stride)));
            }
        }
    }

    /// <summary>tr ∇²L = (1/n) Σ ℓ″ₑ ‖∇fₑ‖², without K.</summary>
    public static double Trace(TwoLayerNetwork network, VectorExamples examples, SmoothedLoss loss)
    {
        var stride = network.Stride;
        using var z = Hidden(network, examples);
        var sum = 0.0;
        for (var i = 0; i < examples.Count; i++)
        {
            var row = z.Pointer + (i * stride);
            var (hidden, back) = RectifierPass.SquaredNorms(row, network.Head, stride);
            var curvature = loss.Curvature(RectifierPass.Output(row, network.Head, stride), examples.Targets[i]);
            sum += curvature * (hidden + (Vectors.Dot(examples.Input(i), examples.Input(i)) * back));
        }

        return sum / examples.Count;
    }

    /// <summary>The Gauss-Newton matrix in numbers.</summary>
    /// <remarks>Costs the kernel and its eigenvalues, about 4n³/3 flops.</remarks>
    public static TwoLayerSpectrum Measure(TwoLayerNetwork network, VectorExamples examples, SmoothedLoss loss)
    {
        var n = examples.Count;
        var (kernel, outputs) = (new double[n * n], new double[n]);
        FillTangentKernel(network, examples, kernel);
        network.Evaluate(examples, outputs);
        var roots = outputs.Select((output, i) => Math.Sqrt(loss.Curvature(output, examples.Targets[i]))).ToArray();
        var (trace, squares) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var element = kernel[(i * n) + j] *= roots[i] * roots[j] / n;
                squares += element * element;
                if (i == j) trace += element;
            }
        }

        var eigen = new SymmetricEigen(n);
        eigen.DecomposeLast(kernel, n, n);
        return new TwoLayerSpectrum(trace, Math.Sqrt(squares), eigen.Values[^1]);
    }

    private static NativeBuffer<double> Hidden(TwoLayerNetwork network, VectorExamples examples)
    {
        network.RequireFit(examples);
        var z = new NativeBuffer<double>(examples.Count * network.Stride);
        fixed (double* x = examples.Inputs) network.FillHidden(x, examples.Count, z.Pointer);
        return z;
    }
}
