using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Noise;

namespace Basin.Training.Tests.Noise;

public sealed class PatchNoiseTests
{
    private const int Side = 12, Channels = 3, Classes = 4, Images = 400;
    private static readonly Shape Example = new(Side, Side, Channels);
    private static readonly Seed Seed = new(6);
    private static readonly PatchOptions Options = new();

    private static DataSet<double> Data { get; } = Draw();

    private static Patches<double> Patches => new(Example, Classes, Options, Seed);

    [Fact]
    public void Only_the_middle_changes_unless_the_patch_is_alone()
    {
        var (patched, alone) = (0, 0);
        var mixed = Patches.Mixed(Data, Seed.Stream("test"));
        for (var i = 0; i < Images; i++)
        {
            var before = Data.Input(i);
            var after = mixed.Input(i);
            if (before.SequenceEqual(after)) continue;
            patched++;
            var isAlone = after[0] == 0;
            alone += isAlone ? 1 : 0;
            for (var p = 0; p < after.Length; p++)
            {
                var (row, column) = (p / (Side * Channels), p / Channels % Side);
                if (row is < 2 or >= 9 || column is < 2 or >= 9) Assert.Equal(isAlone ? 0 : before[p], after[p]);
                else Assert.NotEqual(before[p], after[p]);
            }
        }

        // Five standard deviations of the counts.
        Assert.InRange(patched, 320 - 40, 320 + 40);
        Assert.InRange(alone, (0.2 * patched) - 40, (0.2 * patched) + 40);
    }

    [Fact]
    public void A_patch_is_the_pattern_plus_or_minus_its_class()
    {
        // What is left after the mean of both signs is the signature, up to its strength.
        double[] Sample(int label, int draw)
        {
            var image = new double[Example.Length];
            Patches.Alone(image, label, Seed.Stream("draw", draw));
            return image;
        }

        var (a, b, c, other) = (Sample(1, 0), Sample(1, 1), Sample(1, 2), Sample(2, 0));
        Assert.Equal(1, Math.Abs(Cosine(Minus(a, b), Minus(b, c))), 1e-9);
        Assert.InRange(Math.Abs(Cosine(Minus(a, b), Minus(other, Sample(2, 1)))), 0, 0.5);
        Assert.InRange(Minus(a, b).Max(Math.Abs), 1e-6, 2 * Options.AloneStrength * Options.Signature);
    }

    [Fact]
    public void A_step_draws_the_same_again_and_the_chosen_images_stay_chosen()
    {
        using var parameters = new NativeBuffer<double>(Model.Network.ParameterCount);
        using var batch = new Batch<double>(Model, Images, BatchNormMode.Batch, parameters, new PlanOptions { Workers = Workers.Serial });
        var noise = new PatchNoise<double>(Patches, Data, Seed);
        var (first, again, next) = (At(0), At(0), At(1));
        Assert.Equal(first, again);
        Assert.NotEqual(first, next);
        Assert.Equal(Touched(first), Touched(next));
        Assert.InRange(Touched(first).Count(touched => touched), 280, 360);

        double[] At(long step)
        {
            batch.Fill(Data, 0);
            noise.Apply(step, batch);
            return batch.Plan.Values(batch.Traced.Inputs).ToArray();
        }

        bool[] Touched(double[] inputs) => [.. Enumerable.Range(0, Images).Select(i => !Data.Input(i).SequenceEqual(inputs.AsSpan(i * Example.Length, Example.Length)))];
    }

    [Fact]
    public void Examples_that_are_no_images_are_refused()
    {
        var error = Assert.Throws<BadInputException>(() => new Patches<double>(new Shape(64), Classes, Options, Seed));
        Assert.Contains("the data has examples of shape [64]", error.Message, StringComparison.Ordinal);
    }

    private static Model<double> Model { get; } = new(Mlp.Create<double>(Example, Classes, [2]), LossKind.CrossEntropy);

    private static DataSet<double> Draw()
    {
        var inputs = new double[Images * Example.Length];
        Seed.Stream("images").FillGaussian<double>(inputs);
        return new DataSet<double>("noise", Example, inputs, [.. Enumerable.Range(0, Images).Select(i => (double)(i % Classes))], Targets.Classes(Classes), "made by the test");
    }

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double Cosine(double[] a, double[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
