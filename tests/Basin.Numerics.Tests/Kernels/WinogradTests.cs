namespace Basin.Numerics.Tests.Kernels;

using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Convolutions;
using Basin.Numerics.Kernels.Convolutions.Winograd;
using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

/// <summary>The tiles' sums against the direct ones, which stay the definition.</summary>
public sealed unsafe class WinogradTests
{
    private static readonly int Bits = SimdLevel.Widest;

    public static TheoryData<int, int> Sizes => new() { { 16, 32 }, { 32, 16 }, { 64, 8 }, { 128, 8 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Errors_are_at_most_three_times_those_of_direct_sums(int channels, int side)
    {
        var s = new ConvolutionShape(8, side, side, channels, channels, 3, 3).Padded(1);
        Assert.True(WinogradRule.Takes<float>(s));
        Assert.False(WinogradRule.Takes<double>(s));
        using var x = new Guarded<float>((int)s.InputLength).Filled(1);
        using var w = new Guarded<float>((int)s.WeightLength).Filled(2);
        using var dy = new Guarded<float>((int)s.OutputLength).Filled(3);
        using var bothX = Wide(x);
        using var bothW = Wide(w);
        using var bothDy = Wide(dy);
        using var exact = new Guarded<double>((int)s.InputLength);
        using var fast = new Guarded<float>((int)s.InputLength);
        using var direct = new Guarded<float>((int)s.InputLength);
        var set = TileSet.Of(Bits, false);

        Convolution.Forward(Workers.Serial, s, bothX.Data, bothW.Data, exact.Data);
        WindowPlanner.Forward(set, Workers.Serial, s, (byte*)x.Data, (byte*)w.Data, null, null, (byte*)direct.Data, false);
        Convolution.Forward(Workers.Serial, s, x.Data, w.Data, fast.Data);
        Compare("forward", exact, direct, fast);

        Convolution.BackwardData(Workers.Serial, s, bothDy.Data, bothW.Data, exact.Data);
        WindowPlanner.BackwardData(set, Workers.Serial, s, (byte*)dy.Data, (byte*)w.Data, null, null, (byte*)direct.Data, false);
        Convolution.BackwardData(Workers.Serial, s, dy.Data, w.Data, fast.Data);
        Compare("data", exact, direct, fast);

        using var exactWeights = new Guarded<double>((int)s.WeightLength);
        using var fastWeights = new Guarded<float>((int)s.WeightLength);
        using var directWeights = new Guarded<float>((int)s.WeightLength);
        Convolution.BackwardWeights(Workers.Serial, s, bothX.Data, bothDy.Data, exactWeights.Data);
        new WeightPass(set, s, (byte*)x.Data, (byte*)dy.Data, null, null, (byte*)directWeights.Data, false, 0).Run(Workers.Serial);
        Convolution.BackwardWeights(Workers.Serial, s, x.Data, dy.Data, fastWeights.Data);
        Compare("weights", exactWeights, directWeights, fastWeights);
    }

    private static Guarded<double> Wide(Guarded<float> numbers)
    {
        var wide = new Guarded<double>(numbers.Length);
        for (var i = 0; i < numbers.Length; i++) wide[i] = numbers[i];
        return wide;
    }

    private static void Compare(string what, Guarded<double> exact, Guarded<float> direct, Guarded<float> fast)
    {
        var (slow, quick) = (Error(exact, direct), Error(exact, fast));
        Assert.True(quick <= 3 * slow, $"{what}: the error is {quick:e2}, of direct sums {slow:e2}.");
    }

    private static double Error(Guarded<double> exact, Guarded<float> found)
    {
        double error = 0, norm = 0;
        for (var i = 0; i < exact.Length; i++)
        {
            error += Math.Pow(found[i] - exact[i], 2);
            norm += exact[i] * exact[i];
        }

        return Math.Sqrt(error / norm);
    }
}
