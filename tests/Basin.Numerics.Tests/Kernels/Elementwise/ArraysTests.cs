using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.Kernels.Elementwise;

public sealed unsafe class ArraysTests
{
    private static readonly int[] Lengths = [0, 1, 2, 3, 5, 8, 15, 16, 17, 31, 64, 100, 16384, 16385, 40_001];

    public static TheoryData<int> All => [.. Lengths];

    [Theory]
    [MemberData(nameof(All))]
    public void Arithmetic_is_exact_and_stays_inside_in_float(int n) => Check<float>(n);

    [Theory]
    [MemberData(nameof(All))]
    public void Arithmetic_is_exact_and_stays_inside_in_double(int n) => Check<double>(n);

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Ragged_ends_stay_inside_at_every_width(int bits)
    {
        if (bits > SimdLevel.Widest) Assert.Skip($"This processor has no registers of {bits} bits.");
        for (var n = 1; n < 40; n++)
        {
            CheckWidth<float>(bits, n);
            CheckWidth<double>(bits, n);
        }
    }

    private static void Check<T>(int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var workers = new Workers(2);
        using var a = new Guarded<T>(n).Filled(1);
        using var b = new Guarded<T>(n).Filled(2);
        using var y = new Guarded<T>(n).Filled(3);
        var x = T.CreateChecked(1.5);
        Arrays.Add(workers, n, a.Data, b.Data, y.Data);
        Expect(i => a[i] + b[i]);
        Arrays.Subtract(workers, n, a.Data, b.Data, y.Data);
        Expect(i => a[i] - b[i]);
        Arrays.Multiply(workers, n, a.Data, b.Data, y.Data);
        Expect(i => a[i] * b[i]);
        Arrays.Divide(workers, n, a.Data, b.Data, y.Data);
        Expect(i => a[i] / b[i]);
        Arrays.Scale(workers, n, x, a.Data, y.Data);
        Expect(i => x * a[i]);
        Arrays.Copy(workers, n, a.Data, y.Data);
        Expect(i => a[i]);
        Arrays.MultiplyAdd(workers, n, a.Data, b.Data, y.Data);
        Expect(i => a[i] + (a[i] * b[i]));
        Arrays.Fill(workers, n, x, y.Data);
        Expect(_ => x);
        Arrays.AddScaled(workers, n, -T.One, a.Data, y.Data);
        Expect(i => x - a[i]);
        Arrays.Fill(workers, n, T.NaN, y.Data);
        Arrays.Combine(workers, n, x, a.Data, T.Zero, y.Data);
        Expect(i => x * a[i]);
        y.AssertMargin();

        void Expect(Func<int, T> value)
        {
            for (var i = 0; i < n; i++) Assert.Equal(value(i), y[i]);
        }
    }

    private static void CheckWidth<T>(int bits, int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var a = new Guarded<T>(n).Filled(1);
        using var b = new Guarded<T>(n).Filled(2);
        using var y = new Guarded<T>(n);
        var partial = 0d;
        Run(new Binary<T, Arrays.Sum>(a.Data, b.Data, y.Data));
        for (var i = 0; i < n; i++) Assert.Equal(a[i] + b[i], y[i]);
        Run(new UnaryProduct<T, Square>(default, a.Data, null, b.Data, y.Data, false));
        for (var i = 0; i < n; i++) Assert.Equal((a[i] + a[i]) * b[i], y[i]);
        Run(new UnaryBend<T, Square>(default, a.Data, null, b.Data, b.Data, null, y.Data, false));
        for (var i = 0; i < n; i++) Assert.Equal(T.CreateChecked(2) * (b[i] * b[i]), y[i]);
        Run(new Reduction<T, Reductions.Plain>(a.Data, a.Data, &partial));
        Assert.Equal(a.ToArray().Select(double.CreateChecked).Sum(), partial, 1e-5);
        Run(new Largest<T>(a.Data, y.Data));
        Assert.Equal(a.ToArray().Max(T.Abs), y[0]);
        Run(new ColumnSum<T>(a.Data, n, n, y.Data), 1);
        for (var i = 0; i < n; i++) Assert.Equal(a[i], y[i]);
        y.AssertMargin();

        void Run<TKernel>(TKernel kernel, int? count = null)
            where TKernel : IKernel<T>
        {
            switch (bits)
            {
                case 512: kernel.Run<Simd512<T>>(0, 0, count ?? n); break;
                case 256: kernel.Run<Simd256<T>>(0, 0, count ?? n); break;
                default: kernel.Run<Simd128<T>>(0, 0, count ?? n); break;
            }
        }
    }
}
