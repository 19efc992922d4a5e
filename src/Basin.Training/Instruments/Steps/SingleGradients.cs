using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Instruments.Steps;

/// <summary>The norms of a batch's single gradients, from the adjoints that the step's own pass left behind.</summary>
/// <remarks>
/// A dense layer's share of ‖gₑ‖² is ‖x‖²‖δ‖² of its input and its output's adjoint, so that a batch costs its activations and not its gradients. Other
/// layers write rows, which costs about as much as the step.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SingleGradients<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NetworkProblem<T> _problem;
    private readonly Dictionary<Batch<T>, ExampleGradients<T>?> _known = [];
    private readonly T[] _norms;

    /// <param name="problem">Whose batches keep their adjoints.</param>
    /// <param name="batch">The most examples in one.</param>
    public SingleGradients(NetworkProblem<T> problem, int batch) => (_problem, _norms) = (problem, new T[batch]);

    /// <summary>Whether the layers of the batch just differentiated have formulas, so that no row is written.</summary>
    public bool IsCheap => GradientsOf(_problem.Batch) is { HasFormulas: true };

    /// <summary>Of the batch just differentiated; null where its examples cannot be told apart.</summary>
    /// <param name="population">n, when the batch was drawn from so many without replacement; infinite otherwise.</param>
    public SingleGradientNoise? Read(double population)
    {
        var batch = _problem.Batch;
        var size = batch.Examples;
        if (size < 2 || GradientsOf(batch) is not { } gradients) return null;
        var norms = _norms.AsSpan(0, size);
        gradients.SquaredNorms(norms);
        var (sum, largest) = (0.0, 0.0);
        foreach (var norm in norms)
        {
            // The adjoints are those of the mean.
            var square = double.CreateTruncating(norm) * size * size;
            sum += square;
            largest = Math.Max(largest, square);
        }

        var mean = Vectors.Dot<T>(batch.Plan.Gradient, batch.Plan.Gradient);
        var trace = Math.Max(0, (sum - (size * mean)) / (size - 1));
        return new SingleGradientNoise(size, trace, mean - (trace * ((1.0 / size) - (1 / population))), Math.Sqrt(largest));
    }

    public void Dispose()
    {
        foreach (var gradients in _known.Values) gradients?.Dispose();
    }

    private ExampleGradients<T>? GradientsOf(Batch<T> batch)
    {
        if (_known.TryGetValue(batch, out var known)) return known;
        return _known[batch] = batch.Plan.Options is { KeepAdjoints: true } && ExampleGradients<T>.WhyNot(batch.Plan.Graph) is null ? new ExampleGradients<T>(batch.Plan) : null;
    }
}
