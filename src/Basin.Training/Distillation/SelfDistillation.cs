using System.Collections.Immutable;

namespace Basin.Training.Distillation;

/// <summary>
/// Rounds of constrained kernel regression, each fitted to the outputs of the one before: of all functions whose mean squared distance
/// to the targets is at most ε, the one of least norm. It ends when that is the function 0.
/// </summary>
/// <remarks>
/// Round t keeps zₜ = D(D + cₜI)⁻¹zₜ₋₁ along the eigenvectors of G, with cₜ such that (1/K)Σ‖yₜ − yₜ₋₁‖² = ε exactly. All outputs share
/// one c, and the squares are summed over them. Source: Mobahi, Farajtabar and Bartlett, Self-distillation amplifies regularization in
/// Hilbert space (2020).
/// </remarks>
public sealed class SelfDistillation
{
    private readonly KernelSpectrum _spectrum;
    private readonly double[] _basis;
    private readonly int _outputs;

    /// <summary>Runs all rounds. Costs a few dozen passes over the eigenvalues each.</summary>
    /// <param name="spectrum">The kernel on the K training points.</param>
    /// <param name="targets">y₀, shape (K, m); finite.</param>
    /// <param name="outputs">m, at least 1.</param>
    /// <param name="tolerance">ε, in the squared units of y, summed over outputs; above 0.</param>
    /// <param name="maxRounds">Where to stop when the fits have not become 0; at least 1.</param>
    public SelfDistillation(KernelSpectrum spectrum, ReadOnlySpan<double> targets, int outputs, double tolerance, int maxRounds = 10_000)
    {
        (_spectrum, _outputs) = (spectrum, Require.AtLeast(outputs, 1, nameof(outputs)));
        _basis = spectrum.ToBasis(targets, outputs);
        var squares = spectrum.Points * Require.Positive(tolerance, nameof(tolerance));
        Require.AtLeast(maxRounds, 1, nameof(maxRounds));

        // excess = Π(1 + c/d) − 1, updated without ever subtracting the 1.
        var (filter, excess, energies) = (new double[spectrum.Points], new double[spectrum.Points], Energies());
        var rounds = ImmutableArray.CreateBuilder<DistillationRound>();
        filter.AsSpan().Fill(1);
        var ratio = Math.Sqrt(energies.Sum() / squares);
        InitialRatio = ratio;
        while (ratio > 1 && rounds.Count < maxRounds)
        {
            var c = Multiplier.Find(spectrum.Values.AsSpan(), energies, squares);
            for (var k = 0; k < filter.Length; k++)
            {
                var d = spectrum.Values[k];
                var kept = d / (d + c);
                filter[k] *= kept;
                energies[k] *= kept * kept;
                excess[k] += (c / d) * (1 + excess[k]);
            }

            var before = ratio;
            ratio = Math.Sqrt(energies.Sum() / squares);
            var first = rounds.Count == 0 ? c : rounds[0].Multiplier;
            rounds.Add(new DistillationRound(c, before, ratio, [.. filter], [.. excess.Select(e => first / e)]));
        }

        Rounds = rounds.ToImmutable();
        IsCollapsed = ratio <= 1;
    }

    /// <summary>r₀ = ‖y₀‖/√(Kε).</summary>
    public double InitialRatio { get; }

    /// <summary>The fits that are not 0, in order.</summary>
    public ImmutableArray<DistillationRound> Rounds { get; }

    /// <summary>Whether the fit after the last of <see cref="Rounds"/> is the function 0.</summary>
    public bool IsCollapsed { get; }

    /// <summary>yₜ, the outputs of a round at the training points.</summary>
    /// <param name="round">t − 1, an index of <see cref="Rounds"/>.</param>
    /// <returns>Shape (K, m).</returns>
    public double[] Outputs(int round) => _spectrum.FromBasis(Scaled(Rounds[round].Filter), _outputs);

    /// <summary>fₜ at other points: f(x) = Σₖ g(x, xₖ)/K·αₖ with α = VᵀD⁻¹Bₜz₀.</summary>
    /// <param name="round">t − 1, an index of <see cref="Rounds"/>.</param>
    /// <param name="kernel">g(x, xₖ) between the n points and the training points, shape (n, K).</param>
    /// <returns>Shape (n, m).</returns>
    public double[] Predict(int round, ReadOnlySpan<double> kernel)
    {
        var points = _spectrum.Points;
        ArgumentOutOfRangeException.ThrowIfNotEqual(kernel.Length % points, 0, nameof(kernel));
        var weights = Rounds[round].Filter.Select((b, k) => b / (_spectrum.Values[k] * points));
        var coefficients = _spectrum.FromBasis(Scaled([.. weights]), _outputs);
        var predictions = new double[kernel.Length / points * _outputs];
        for (var i = 0; i < kernel.Length / points; i++)
        {
            var row = kernel.Slice(i * points, points);
            var sum = predictions.AsSpan(i * _outputs, _outputs);
            for (var k = 0; k < points; k++) KernelSpectrum.AddScaled(row[k], coefficients.AsSpan(k * _outputs, _outputs), sum);
        }

        return predictions;
    }

    private double[] Energies()
    {
        var energies = new double[_spectrum.Points];
        for (var i = 0; i < _basis.Length; i++) energies[i / _outputs] += _basis[i] * _basis[i];
        return energies;
    }

    private double[] Scaled(ImmutableArray<double> factors)
    {
        var scaled = new double[_basis.Length];
        for (var i = 0; i < scaled.Length; i++) scaled[i] = factors[i / _outputs] * _basis[i];
        return scaled;
    }
}
