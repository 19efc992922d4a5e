using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training.Tests;

/// <summary>A network of a few dozen parameters on random examples, with every loss.</summary>
internal static class SmallNetwork
{
    public static Model<T> Model<T>(LossKind loss = LossKind.CrossEntropy)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(Mlp.Create<T>(new Shape(3), loss == LossKind.CrossEntropy ? 4 : 1, [5], Activation.Tanh), loss);

    public static DataSet<T> Data<T>(LossKind loss = LossKind.CrossEntropy, int examples = 10)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new Seed(5).Stream("data");
        var inputs = new T[3 * examples];
        stream.FillGaussian(inputs.AsSpan());
        var targets = new T[examples];
        if (loss == LossKind.SquaredError) stream.FillGaussian(targets.AsSpan());
        else foreach (ref var target in targets.AsSpan()) target = T.CreateTruncating(stream.NextInt(Classes(loss)));
        return new DataSet<T>("small", new Shape(3), inputs, targets, loss == LossKind.SquaredError ? Targets.Values(1) : Targets.Classes(Classes(loss)), "made by the test");
    }

    public static NetworkProblem<T> Problem<T>(TrainingMethods<T>? methods = null, LossKind loss = LossKind.CrossEntropy, Workers? workers = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(Model<T>(loss), Data<T>(loss), null, new Seed(1), workers ?? Workers.Serial, methods);

    private static int Classes(LossKind loss) => loss == LossKind.CrossEntropy ? 4 : 2;
}
