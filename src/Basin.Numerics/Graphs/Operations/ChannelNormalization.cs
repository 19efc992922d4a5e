using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Normalization;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>
/// y = γx̂ + β with x̂ = (x − μ)s, s = 1/√(v + ε), where each channel takes μ and v either from the whole batch at hand, its mean and
/// (biased) variance, or from elsewhere, as constants. Channels are the last axis.
/// </summary>
/// <remarks>
/// <para>Over the m rows of a channel write p = ⟨ȳ⟩ and q = ⟨ȳx̂⟩ for the means. Where the statistics are the batch's,
/// x̂̇ = s(ẋ − ⟨ẋ⟩ − x̂κ) with κ = ⟨x̂ẋ⟩, so that ṡ = −s²κ; ẏ = γ̇x̂ + γx̂̇ + β̇; x̄ = γs(ȳ − p − x̂q); γ̄ = mq; β̄ = mp. The tangent
/// of x̄ is (γs)˙(ȳ − p − x̂q) + γs(ȳ˙ − ṗ − x̂̇q − x̂q̇) with q̇ = ⟨ȳ˙x̂ + ȳx̂̇⟩. Where they are constants, all that comes of their
/// derivatives is absent: ⟨ẋ⟩ and κ are 0, x̄ = γsȳ, and its tangent is (γs)˙ȳ + γsȳ˙.</para>
/// <para>Each pass reads its arrays twice, once for the sums and once for the result, which it writes once.
/// The workspace begins with the batch's mean and variance: <see cref="MeanIn"/>, <see cref="VarianceIn"/>.
/// Sources: Ioffe and Szegedy (2015); Kou, You, Long and Wang (2020).</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract unsafe class ChannelNormalization<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int CentreRows = 16;
    private readonly ChannelPartition _partition;
    private readonly int _channels;
    private readonly double _epsilon;

    private protected ChannelNormalization(string name, double epsilon, Operation<T> x, Operation<T> scale, Operation<T> shift, params ReadOnlySpan<Operation<T>> others)
        : base(x.Shape, [x, scale, shift, .. others])
    {
        NormalizationInputs.Require(name, x, ("scale", scale), ("shift", shift));
        _epsilon = NormalizationInputs.RequireEpsilon(epsilon);
        _channels = x.Shape[^1];
        _partition = new ChannelPartition(x.Shape.Count(..^1), _channels);
    }

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override bool MixesExamples => true;

    /// <summary>The batch's mean and variance, μ and s of each channel, then coefficients and partial sums.</summary>
    public override int WorkspaceLength => _channels * (4 + ChannelCombination<T>.Coefficients + (ChannelTangents<T>.Sums * _partition.Chunks));

    /// <summary>⟨ẋ⟩ and κ of each channel; 0 where the statistics are constants.</summary>
    public override int TangentWorkspaceLength => 2 * _channels;

    /// <summary>The batch's means of the channels, in this operation's workspace after <c>Value</c>.</summary>
    public ReadOnlySpan<T> MeanIn(ReadOnlySpan<T> workspace) => workspace[.._channels];

    /// <summary>The batch's biased variances of the channels, in this operation's workspace after <c>Value</c>; m/(m − 1) times that is unbiased.</summary>
    public ReadOnlySpan<T> VarianceIn(ReadOnlySpan<T> workspace) => workspace.Slice(_channels, _channels);

    /// <summary>m: the numbers that each mean is taken over.</summary>
    public int Rows => _partition.Rows;

    /// <summary>Whether a channel takes the statistics of the batch; <c>Value</c> is the first pass to ask.</summary>
    private protected abstract bool FollowsBatch(in Pass<T> pass, int channel);

    /// <summary>μ and v of a channel that does not.</summary>
    private protected abstract (double Mean, double Variance) Given(in Pass<T> pass, int channel);

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        T* x = pass.Input(0).Value, centre = Coefficients(pass), partials = Partials(pass);
        FindCentre(x, centre);
        Launch.Over<T, ChannelMoments<T>>(pass.Workers, _partition.Rows, _partition.Length, new(x, centre, _channels, partials));
        for (var c = 0; c < _channels; c++)
        {
            var away = _partition.Total(partials, 2, 0, c) / _partition.Rows;
            var variance = Math.Max(0, (_partition.Total(partials, 2, 1, c) / _partition.Rows) - (away * away));
            var mean = double.CreateTruncating(centre[c]) + away;
            pass.Workspace[c] = T.CreateTruncating(mean);
            pass.Workspace[_channels + c] = T.CreateTruncating(variance);
            if (!FollowsBatch(pass, c)) (mean, variance) = Given(pass, c);
            Middle(pass)[c] = T.CreateTruncating(mean);
            Inverse(pass)[c] = T.CreateTruncating(1 / Math.Sqrt(variance + _epsilon));
        }

        for (var c = 0; c < _channels; c++)
            Set(pass, c, k0: Number(pass.Input(2).Value, c), k1: Number(pass.Input(1).Value, c) * Number(Inverse(pass), c));
        Combine(pass, null, null, null, pass.Output.Value, accumulate: false);
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        T* tangent = pass.Input(0).Tangent, drift = pass.TangentWorkspace, kappa = drift + _channels, partials = Partials(pass);
        new Span<T>(drift, 2 * _channels).Clear();
        if (tangent != null)
        {
            Launch.Over<T, ChannelProducts<T>>(
                pass.Workers, _partition.Rows, _partition.Length, new(pass.Input(0).Value, Middle(pass), tangent, _channels, partials));
            for (var c = 0; c < _channels; c++)
            {
                if (!FollowsBatch(pass, c)) continue;
                drift[c] = T.CreateTruncating(_partition.Total(partials, 2, 0, c) / _partition.Rows);
                kappa[c] = T.CreateTruncating(Number(Inverse(pass), c) * _partition.Total(partials, 2, 1, c) / _partition.Rows);
            }
        }

        if (pass.Output.Tangent == null) return;
        for (var c = 0; c < _channels; c++)
        {
            double s = Number(Inverse(pass), c), scale = Number(pass.Input(1).Value, c) * s;
            Set(
                pass, c,
                k0: Number(pass.Input(2).Tangent, c) - (scale * Number(drift, c)),
                k1: (Number(pass.Input(1).Tangent, c) * s) - (scale * s * Number(kappa, c)),
                k2: scale);
        }

        Combine(pass, tangent, null, null, pass.Output.Tangent, accumulate: false);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        T* u = pass.Output.Adjoint, partials = Partials(pass);
        Launch.Over<T, ChannelProducts<T>>(
            pass.Workers, _partition.Rows, _partition.Length, new(pass.Input(0).Value, Middle(pass), u, _channels, partials));
        for (var c = 0; c < _channels; c++)
        {
            double s = Number(Inverse(pass), c), scale = Number(pass.Input(1).Value, c) * s;
            double sum = _partition.Total(partials, 2, 0, c), product = s * _partition.Total(partials, 2, 1, c);
            ParameterGradient.Put(ref pass.Input(1), pass.Input(1).Adjoint, c, product);
            ParameterGradient.Put(ref pass.Input(2), pass.Input(2).Adjoint, c, sum);
            var share = FollowsBatch(pass, c) ? scale / _partition.Rows : 0;
            Set(pass, c, k0: -share * sum, k1: -share * s * product, k3: scale);
        }

        if (pass.Input(0).Adjoint != null) Combine(pass, null, u, null, pass.Input(0).Adjoint, pass.Input(0).Accumulate);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        T* tangent = pass.Input(0).Tangent, drift = pass.TangentWorkspace, kappa = drift + _channels, partials = Partials(pass);
        T* u = pass.Output.Adjoint, uTangent = pass.Output.AdjointTangent;
        Launch.Over<T, ChannelTangents<T>>(
            pass.Workers, _partition.Rows, _partition.Length, new(pass.Input(0).Value, Middle(pass), tangent, drift, u, uTangent, _channels, partials));
        for (var c = 0; c < _channels; c++)
        {
            double s = Number(Inverse(pass), c), k = Number(kappa, c), gamma = Number(pass.Input(1).Value, c);
            double p = Mean(partials, 0, c), q = s * Mean(partials, 1, c);
            double pDot = Mean(partials, 2, c), qDot = s * (Mean(partials, 3, c) + Mean(partials, 4, c) - (k * q));
            ParameterGradient.Put(ref pass.Input(1), pass.Input(1).AdjointTangent, c, _partition.Rows * qDot);
            ParameterGradient.Put(ref pass.Input(2), pass.Input(2).AdjointTangent, c, _partition.Rows * pDot);
            double scale = gamma * s, scaleDot = (Number(pass.Input(1).Tangent, c) * s) - (scale * s * k);
            if (!FollowsBatch(pass, c)) (p, q, pDot, qDot) = (0, 0, 0, 0);
            Set(
                pass, c,
                k0: (-scaleDot * p) + (scale * ((q * s * Number(drift, c)) - pDot)),
                k1: s * ((-scaleDot * q) + (scale * ((q * s * k) - qDot))),
                k2: -scale * q * s,
                k3: scaleDot,
                k4: scale);
        }

        if (pass.Input(0).AdjointTangent != null)
            Combine(pass, tangent, u, uTangent, pass.Input(0).AdjointTangent, pass.Input(0).Accumulate);
    }

    private static double Number(T* numbers, int c) => numbers == null ? 0 : double.CreateTruncating(numbers[c]);

    private double Mean(T* partials, int which, int c) => _partition.Total(partials, ChannelTangents<T>.Sums, which, c) / _partition.Rows;

    private T* Middle(in Pass<T> pass) => pass.Workspace + (2 * _channels);

    private T* Inverse(in Pass<T> pass) => pass.Workspace + (3 * _channels);

    private T* Coefficients(in Pass<T> pass) => pass.Workspace + (4 * _channels);

    private T* Partials(in Pass<T> pass) => pass.Workspace + ((4 + ChannelCombination<T>.Coefficients) * _channels);

    /// <summary>
    /// The mean of a few rows: sums of squares about it lose few digits even when the mean is far from zero.
    /// </summary>
    private void FindCentre(T* x, T* centre)
    {
        var rows = Math.Min(CentreRows, _partition.Rows);
        for (var c = 0; c < _channels; c++)
        {
            var sum = T.Zero;
            for (var i = 0; i < rows; i++) sum += x[((long)i * _partition.Rows / rows * _channels) + c];
            centre[c] = sum / T.CreateTruncating(rows);
        }
    }

    private void Set(in Pass<T> pass, int c, double k0 = 0, double k1 = 0, double k2 = 0, double k3 = 0, double k4 = 0)
    {
        var k = Coefficients(pass) + c;
        k[0] = T.CreateTruncating(k0);
        k[_channels] = T.CreateTruncating(k1);
        k[2 * _channels] = T.CreateTruncating(k2);
        k[3 * _channels] = T.CreateTruncating(k3);
        k[4 * _channels] = T.CreateTruncating(k4);
    }

    private void Combine(in Pass<T> pass, T* tangent, T* u, T* uTangent, T* result, bool accumulate) =>
        Launch.Over<T, ChannelCombination<T>>(
            pass.Workers, _partition.Rows, _partition.Length,
            new(pass.Input(0).Value, Middle(pass), tangent, u, uTangent, Coefficients(pass), _channels, result, accumulate));
}
