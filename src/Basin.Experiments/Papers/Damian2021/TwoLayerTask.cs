using Basin.Analysis.Regularization;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Training and held-out examples for two-layer networks, the loss, and the ways of moving them that the claims share.</summary>
internal sealed record TwoLayerTask(VectorExamples Train, VectorExamples Test, SmoothedLoss Loss)
{
    /// <summary>Looks at a network.</summary>
    public TwoLayerPoint Look(TwoLayerNetwork network, long step) => new(
        step,
        network.MeanLoss(Train, Loss) - Loss.Least,
        TwoLayerCurvature.Trace(network, Train, Loss),
        Loss.Loss == BinaryLoss.Square ? network.MeanLoss(Test, Loss) : network.Accuracy(Test));

    /// <summary>Moves a network by steps of descent on all examples, without noise.</summary>
    public void Descend(TwoLayerNetwork network, double rate, int steps, CancellationToken cancellationToken) =>
        Run(network, Train, new TwoLayerOptions { LearningRate = rate, Loss = Loss }, steps, 1, default, cancellationToken);

    /// <summary>Moves a network by SGD and looks at it on the way, first at the start.</summary>
    /// <param name="network">Moved.</param>
    /// <param name="options">How.</param>
    /// <param name="steps">How far.</param>
    /// <param name="looks">How often, besides the start.</param>
    /// <param name="seed">Of batches and noise.</param>
    /// <param name="cancellationToken">Checked between looks.</param>
    public TwoLayerPoint[] Follow(TwoLayerNetwork network, TwoLayerOptions options, int steps, int looks, Seed seed, CancellationToken cancellationToken)
    {
        var points = new List<TwoLayerPoint> { Look(network, 0) };
        Run(network, Train, options, steps, looks, seed, cancellationToken, step => points.Add(Look(network, step)));
        return [.. points];
    }

    /// <summary>Moves a network on any examples.</summary>
    public static void Run(
        TwoLayerNetwork network, VectorExamples examples, TwoLayerOptions options, int steps, int parts, Seed seed, CancellationToken cancellationToken, Action<long>? look = null)
    {
        using var descent = new TwoLayerDescent(network, examples, options, seed);
        var taken = 0L;
        for (var part = 1; part <= parts; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var until = (long)steps * part / parts;
            descent.Run(until - taken);
            taken = until;
            look?.Invoke(taken);
        }
    }
}
