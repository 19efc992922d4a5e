using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Health;

/// <summary>The traces of the diagonal blocks of an operator, a block a layer, from the same probes.</summary>
/// <remarks>
/// Of layer b: Σ λⱼ‖uⱼ,b‖² over the known pairs, and the mean of v_bᵀ(Bv)_b for the rest B = A − UΛUᵀ. Unbiased whether the pairs
/// converged or not.
/// </remarks>
internal sealed class LayerProbe<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ImmutableArray<ParameterWindow> _windows;
    private readonly Deflation<T>? _known;
    private readonly string[] _layers;
    private readonly int[] _layerOf;
    private readonly PairedMoments[] _moments;
    private readonly double[] _exact;
    private readonly bool[] _used;
    private readonly T[] _rest;
    private PairedMoments _sum;

    public LayerProbe(ImmutableArray<ParameterWindow> windows, int dimension, Deflation<T>? known)
    {
        if (!windows.IsEmpty && windows.Sum(window => (long)window.Length) != dimension)
            throw new ArgumentException($"The windows hold {windows.Sum(window => (long)window.Length)} parameters; the operator has {dimension}.", nameof(windows));
        (_windows, _known) = (windows, known);
        _layers = [.. windows.Select(window => window.Layer).Distinct()];
        _layerOf = [.. windows.Select(window => Array.IndexOf(_layers, window.Layer))];
        (_moments, _exact, _used, _rest) = (new PairedMoments[_layers.Length], new double[_layers.Length], new bool[windows.Length], new T[dimension]);
        for (var j = 0; j < (known?.Count ?? 0); j++)
        {
            ReadOnlySpan<T> u = known!.Basis[j];
            for (var w = 0; w < windows.Length; w++) _exact[_layerOf[w]] += known.Quotients[j] * Form(u, u, windows[w]);
        }
    }

    /// <summary>Names of parameters that no product has moved.</summary>
    public ImmutableArray<string> Unused => [.. _windows.Where((_, w) => !_used[w]).Select(window => window.Name)];

    public void Add(ReadOnlySpan<T> probe, ReadOnlySpan<T> product)
    {
        if (_windows.IsEmpty) return;
        product.CopyTo(_rest);
        _known?.Subtract(probe, _rest);
        var forms = new double[_layers.Length];
        for (var w = 0; w < _windows.Length; w++)
        {
            forms[_layerOf[w]] += Form(probe, _rest, _windows[w]);
            _used[w] = _used[w] || product.Slice(_windows[w].Offset, _windows[w].Length).ContainsAnyExcept(T.Zero);
        }

        for (var b = 0; b < forms.Length; b++) _moments[b].Add(forms[b], 0);
        _sum.Add(forms.Sum(), 0);
    }

    public ImmutableArray<LayerCurvature> Layers(int products) =>
        [.. _layers.Select((name, b) => new LayerCurvature(
            name,
            _windows.Where((_, w) => _layerOf[w] == b).Sum(window => window.Length),
            new Estimate(_exact[b] + _moments[b].MeanX, _moments[b].ErrorX, products)))];

    /// <summary>The sum over all layers; null when there are none.</summary>
    public Estimate? Sum(int products) => _windows.IsEmpty ? null : new Estimate(_exact.Sum() + _sum.MeanX, _sum.ErrorX, products);

    private static double Form(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ParameterWindow window) =>
        Vectors.Dot(x.Slice(window.Offset, window.Length), y.Slice(window.Offset, window.Length));
}
