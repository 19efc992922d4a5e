using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training.Tests;

/// <summary>A line through points that lie on it, under squared error: H = G = diag(2.5, 1) everywhere, and the minimum (1, 1) has no residual.</summary>
internal static class LineProblem
{
    public static Model<double> Model { get; } = new(Mlp.Create<double>(new Shape(1), 1, []), LossKind.SquaredError);

    public static DataSet<double> Data { get; } = new("line", new Shape(1), [-2, -1, 1, 2], [-1, 0, 2, 3], Targets.Values(1), "made by the test");

    public static double[] Curvatures { get; } = [2.5, 1];

    public static NetworkProblem<double> Create(TrainingMethods<double>? methods = null) => new(Model, Data, null, new Seed(1), Workers.Serial, methods);

    /// <summary>The mean squares of the distances from the minimum, along each axis, once the start is forgotten.</summary>
    public sealed class Spread(NetworkProblem<double> problem) : TrainingObserver<double>
    {
        private readonly double[] _squares = new double[2];
        private long _count;

        public double this[int index] => _squares[index] / _count;

        public override void OnProgress(long step, long steps)
        {
            if (step < 1000) return;
            _count++;
            for (var i = 0; i < 2; i++) _squares[i] += Math.Pow(problem.Parameters[i] - 1, 2);
        }
    }
}
