using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Normalization;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>
/// y = γx̂ + β with x̂ = (x − μ)s, s = 1/√(v + ε), for means μ and variances v that are data: batch normalisation as it is
/// used after training. Channels are the last axis, and examples do not see each other.
/// </summary>
/// <remarks>
/// ẏ = γ̇x̂ + γsẋ + β̇; x̄ = γsȳ; γ̄ = Σȳx̂; β̄ = Σȳ; the tangents of these are γ̇sȳ + γsȳ˙, Σ(ȳ˙x̂ + ȳsẋ) and Σȳ˙.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class FrozenBatchNormalization<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ChannelPartition _partition;
    private readonly int _channels;
    private readonly double _epsilon;

    /// <summary>Creates the normalisation.</summary>
    /// <param name="x">Shape (n, …, channels).</param>
    /// <param name="scale">γ, one number a channel.</param>
    /// <param name="shift">β, one number a channel.</param>
    /// <param name="mean">μ, one number a channel; an input or a constant.</param>
    /// <param name="variance">v, one number a channel, none negative; an input or a constant.</param>
    /// <param name="epsilon">ε, above 0.</param>
    /// <exception cref="ArgumentException">The shapes are not those, or the statistics are neither inputs nor constants.</exception>
    public FrozenBatchNormalization(Operation<T> x, Operation<T> scale, Operation<T> shift, Operation<T> mean, Operation<T> variance, double epsilon = 1e-5)
        : base(x.Shape, x, scale, shift, mean, variance)
    {
        NormalizationInputs.Require("Frozen batch normalisation", x, ("scale", scale), ("shift", shift), ("mean", mean), ("variance", variance));
        if (mean is not (Input<T> or Constant<T>) || variance is not (Input<T> or Constant<T>))
            throw new ArgumentException($"Frozen batch normalisation takes its statistics as inputs; mean is {mean} and variance {variance}. For statistics of the batch use BatchNormalization.", nameof(mean));
        _epsilon = NormalizationInputs.RequireEpsilon(epsilon);
        _channels = x.Shape[^1];
        _partition = new ChannelPartition(x.Shape.Count(..^1), _channels);
    }

    /// <summary>s of each channel, then coefficients and partial sums.</summary>
    public override int WorkspaceLength => _channels * (1 + ChannelCombination<T>.Coefficients + (ChannelTangents<T>.Sums * _partition.Chunks));

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis => Inputs.Skip(1).All(input => input.ExampleAxis == ExampleAxis.None) ? Inputs[0].ExampleAxis : ExampleAxis.Lost;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        for (var c = 0; c < _channels; c++)
        {
            pass.Workspace[c] = T.CreateTruncating(1 / Math.Sqrt(Number(pass.Input(4).Value, c) + _epsilon));
            Set(pass, c, k0: Number(pass.Input(2).Value, c), k1: Scale(pass, c));
        }

        Combine(pass, pass.Input(0).Value, null, null, null, pass.Output.Value, accumulate: false);
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        if (pass.Output.Tangent == null) return;
        for (var c = 0; c < _channels; c++)
            Set(pass, c, k0: Number(pass.Input(2).Tangent, c), k1: Number(pass.Input(1).Tangent, c) * Number(pass.Workspace, c), k2: Scale(pass, c));
        var x = pass.Input(1).Tangent == null ? null : pass.Input(0).Value;
        Combine(pass, x, pass.Input(0).Tangent, null, null, pass.Output.Tangent, accumulate: false);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        var u = pass.Output.Adjoint;
        if (pass.Input(1).Adjoint != null || pass.Input(2).Adjoint != null)
        {
            var partials = Partials(pass);
            Launch.Over<T, ChannelProducts<T>>(
                pass.Workers, _partition.Rows, _partition.Length, new(pass.Input(0).Value, pass.Input(3).Value, u, _channels, partials));
            for (var c = 0; c < _channels; c++)
            {
                ParameterGradient.Put(ref pass.Input(1), pass.Input(1).Adjoint, c, Number(pass.Workspace, c) * _partition.Total(partials, 2, 1, c));
                ParameterGradient.Put(ref pass.Input(2), pass.Input(2).Adjoint, c, _partition.Total(partials, 2, 0, c));
            }
        }

        if (pass.Input(0).Adjoint == null) return;
        for (var c = 0; c < _channels; c++) Set(pass, c, k3: Scale(pass, c));
        Combine(pass, null, null, u, null, pass.Input(0).Adjoint, pass.Input(0).Accumulate);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        T* u = pass.Output.Adjoint, uTangent = pass.Output.AdjointTangent, tangent = pass.Input(0).Tangent;
        if (pass.Input(1).AdjointTangent != null || pass.Input(2).AdjointTangent != null)
        {
            // The sums take ẋ about a centre; here that is zero, in the coefficients' place until those are set.
            T* partials = Partials(pass), zero = Coefficients(pass);
            new Span<T>(zero, _channels).Clear();
            Launch.Over<T, ChannelTangents<T>>(
                pass.Workers, _partition.Rows, _partition.Length,
                new(pass.Input(0).Value, pass.Input(3).Value, tangent, zero, u, uTangent, _channels, partials));
            for (var c = 0; c < _channels; c++)
            {
                var products = Total(pass, 3, c) + Total(pass, 4, c);
                ParameterGradient.Put(ref pass.Input(1), pass.Input(1).AdjointTangent, c, Number(pass.Workspace, c) * products);
                ParameterGradient.Put(ref pass.Input(2), pass.Input(2).AdjointTangent, c, Total(pass, 2, c));
            }
        }

        if (pass.Input(0).AdjointTangent == null) return;
        for (var c = 0; c < _channels; c++)
            Set(pass, c, k3: Number(pass.Input(1).Tangent, c) * Number(pass.Workspace, c), k4: Scale(pass, c));
        Combine(pass, null, null, pass.Input(1).Tangent == null ? null : u, uTangent, pass.Input(0).AdjointTangent, pass.Input(0).Accumulate);
    }

    /// <inheritdoc/>
    public override bool HasExampleAdjoint(int input) => input is 1 or 2 && ExampleAxis == ExampleAxis.First;

    /// <inheritdoc/>
    public override void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate)
    {
        var each = _partition.Rows / Shape[0];
        var partials = Partials(pass);
        for (var e = 0; e < count; e++, rows += rowStride)
        {
            var offset = (long)(first + e) * each * _channels;
            if (input == 2)
            {
                Columns.Sum(pass.Workers, each, _channels, pass.Output.Adjoint + offset, rows, accumulate);
                continue;
            }

            Launch.Over<T, ChannelProducts<T>>(
                pass.Workers, each, each, new(pass.Input(0).Value + offset, pass.Input(3).Value, pass.Output.Adjoint + offset, _channels, partials));
            for (var c = 0; c < _channels; c++)
            {
                var part = partials[_channels + c] * pass.Workspace[c];
                rows[c] = accumulate ? rows[c] + part : part;
            }
        }
    }

    private static double Number(T* numbers, int c) => numbers == null ? 0 : double.CreateTruncating(numbers[c]);

    /// <summary>γs.</summary>
    private static double Scale(in Pass<T> pass, int c) => Number(pass.Input(1).Value, c) * Number(pass.Workspace, c);

    private double Total(in Pass<T> pass, int which, int c) => _partition.Total(Partials(pass), ChannelTangents<T>.Sums, which, c);

    private T* Coefficients(in Pass<T> pass) => pass.Workspace + _channels;

    private T* Partials(in Pass<T> pass) => pass.Workspace + ((1 + ChannelCombination<T>.Coefficients) * _channels);

    private void Set(in Pass<T> pass, int c, double k0 = 0, double k1 = 0, double k2 = 0, double k3 = 0, double k4 = 0)
    {
        var k = Coefficients(pass) + c;
        k[0] = T.CreateTruncating(k0);
        k[_channels] = T.CreateTruncating(k1);
        k[2 * _channels] = T.CreateTruncating(k2);
        k[3 * _channels] = T.CreateTruncating(k3);
        k[4 * _channels] = T.CreateTruncating(k4);
    }

    private void Combine(in Pass<T> pass, T* x, T* tangent, T* u, T* uTangent, T* result, bool accumulate) =>
        Launch.Over<T, ChannelCombination<T>>(
            pass.Workers, _partition.Rows, _partition.Length,
            new(x, pass.Input(3).Value, tangent, u, uTangent, Coefficients(pass), _channels, result, accumulate));
}
