namespace Basin.Numerics.Tests.Kernels;

using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Threading;

/// <summary>What every product must do, at one precision; the widths are cases.</summary>
public abstract unsafe class GemmContract<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int[] Widths = [.. new[] { 512, 256, 128 }.Where(bits => bits <= SimdLevel.Widest)];

    /// <summary>How an operand lies in memory: by rows, by columns, or with gaps in both directions.</summary>
    private static readonly char[] Layouts = ['N', 'T', 'S'];

    public static readonly (int M, int N, int K)[] Sizes =
    [
        (1, 1, 1), (1, 1, 9), (1, 7, 5), (1, 33, 40), (1, 300, 17), (2, 16, 16), (2, 200, 3), (3, 5, 7), (3, 130, 64), (4, 4, 4), (4, 97, 33), (5, 83, 12),
        (6, 70, 30), (7, 10, 130), (8, 256, 20), (8, 8, 8), (9, 9, 9), (9, 48, 100), (10, 1, 64), (13, 17, 19), (14, 32, 1), (15, 33, 2), (16, 1, 100), (17, 2, 31), (20, 32, 10),
        (28, 16, 48), (29, 15, 5), (31, 10, 65), (32, 64, 300), (33, 129, 200), (64, 64, 64), (100, 40, 400), (40, 3, 2200), (97, 200, 270), (5, 6, 2500), (300, 7, 3),
    ];

    public static TheoryData<int, int, int> Cases()
    {
        var cases = new TheoryData<int, int, int>();
        foreach (var (m, n, k) in Sizes) cases.Add(m, n, k);
        return cases;
    }

    private static double Epsilon => typeof(T) == typeof(float) ? 1.2e-7 : 2.3e-16;

    private static (Guarded<T> Memory, Matrix<T> Matrix) Make(int rows, int columns, char layout, int seed)
    {
        var (rowStride, columnStride) = layout switch { 'N' => (columns + 1, 1), 'T' => (1, rows + 2), _ => ((3 * columns) + 1, 3) };
        var memory = new Guarded<T>(((rows - 1) * rowStride) + ((columns - 1) * columnStride) + 1);
        for (var i = 0; i < memory.Length; i++) memory[i] = T.NaN;

        // The same numbers in every layout, and NaN in the gaps.
        var random = new System.Random(seed);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                memory[(row * rowStride) + (column * columnStride)] = T.CreateChecked((random.NextDouble() * 2) - 1);
        }

        return (memory, new Matrix<T>(memory.Data, rowStride, columnStride));
    }

    /// <summary>A·B in float64, and the sums of the absolute products, which say what rounding may do.</summary>
    private static (double[] Sums, double[] Sizes) Reference(int m, int n, int k, int seedA, int seedB)
    {
        var (memoryA, a) = Make(m, k, 'N', seedA);
        var (memoryB, b) = Make(k, n, 'N', seedB);
        double[] sums = new double[m * n], sizes = new double[m * n], row = new double[n];
        for (var l = 0; l < k; l++)
        {
            for (var j = 0; j < n; j++) row[j] = double.CreateChecked(b.Data[((long)l * b.RowStride) + j]);
            for (var i = 0; i < m; i++)
            {
                var x = double.CreateChecked(a.Data[((long)i * a.RowStride) + l]);
                for (var j = 0; j < n; j++)
                {
                    sums[(i * n) + j] += x * row[j];
                    sizes[(i * n) + j] += Math.Abs(x * row[j]);
                }
            }
        }

        memoryA.Dispose();
        memoryB.Dispose();
        return (sums, sizes);
    }

    private static void Check(int bits, int m, int n, int k, char layoutA, char layoutB, bool two, (double[] Sums, double[] Sizes) first, (double[] Sums, double[] Sizes) second)
    {
        var (memoryA, a) = Make(m, k, layoutA, 1);
        var (memoryB, b) = Make(k, n, layoutB, 2);
        var (memoryA2, a2) = Make(m, k, layoutA, 3);
        var (memoryB2, b2) = Make(k, n, layoutB, 4);
        var stride = n + 5;
        using var c = new Guarded<T>(((m - 1) * stride) + n).Filled(5);
        var before = c.ToArray();

        // Two are added to what is there, one overwrites it.
        if (two) Gemm.MultiplyTwo(bits, Workers.Serial, m, n, k, a, b, a2, b2, c.Data, stride, true);
        else Gemm.Multiply(bits, Workers.Serial, m, n, k, a, b, c.Data, stride, false);

        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < stride && (i * stride) + j < c.Length; j++)
            {
                var (start, value) = (before[(i * stride) + j], c[(i * stride) + j]);
                if (j >= n)
                {
                    if (start != value) Assert.Fail($"{m}x{n}x{k} {layoutA}{layoutB} {bits} bits wrote outside C, at row {i}, column {j}.");
                    continue;
                }

                var at = (i * n) + j;
                var (sum, size) = (first.Sums[at], first.Sizes[at]);
                if (two) (sum, size) = (sum + second.Sums[at] + double.CreateChecked(start), size + second.Sizes[at] + 1);
                var error = Math.Abs(double.CreateChecked(value) - sum);
                if (!(error <= size * Epsilon * (4 + Math.Sqrt(k)))) Assert.Fail($"{m}x{n}x{k} {layoutA}{layoutB} {bits} bits, two {two}: C[{i}, {j}] is {value}, not {sum}.");
            }
        }

        c.AssertMargin();
        memoryA.Dispose();
        memoryB.Dispose();
        memoryA2.Dispose();
        memoryB2.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_product_agrees_with_sums_in_float64_for_every_layout_and_width(int m, int n, int k)
    {
        var (first, second) = (Reference(m, n, k, 1, 2), Reference(m, n, k, 3, 4));
        foreach (var bits in Widths)
        {
            foreach (var layoutA in Layouts)
            {
                foreach (var layoutB in Layouts)
                {
                    Check(bits, m, n, k, layoutA, layoutB, two: false, first, second);
                    Check(bits, m, n, k, layoutA, layoutB, two: true, first, second);
                }
            }
        }
    }

    [Fact]
    public void Two_products_of_different_layouts_are_added_too()
    {
        var (memoryA, a) = Make(20, 30, 'N', 1);
        var (memoryB, b) = Make(30, 40, 'N', 2);
        var (memoryA2, a2) = Make(20, 30, 'T', 3);
        using var together = new Guarded<T>(800);
        using var apart = new Guarded<T>(800);
        Gemm.MultiplyTwo(Workers.Serial, 20, 40, 30, a, b, a2, b, together.Data, 40, false);
        Gemm.Multiply(Workers.Serial, 20, 40, 30, a, b, apart.Data, 40, false);
        Gemm.Multiply(Workers.Serial, 20, 40, 30, a2, b, apart.Data, 40, true);
        Assert.Equal(apart.ToArray(), together.ToArray());
        memoryA.Dispose();
        memoryB.Dispose();
        memoryA2.Dispose();
    }

    [Fact]
    public void A_sum_of_no_terms_is_zero()
    {
        foreach (var bits in Widths)
        {
            using var c = new Guarded<T>(5 * 9).Filled(1);
            var before = c.ToArray();
            var empty = new Matrix<T>(c.Data, 0);
            Gemm.Multiply(bits, Workers.Serial, 5, 9, 0, empty, empty, c.Data, 9, true);
            Assert.Equal(before, c.ToArray());
            Gemm.Multiply(bits, Workers.Serial, 5, 9, 0, empty, empty, c.Data, 9, false);
            Assert.All(c.ToArray(), value => Assert.Equal(T.Zero, value));
        }
    }

    [Fact]
    public void Not_a_number_and_infinity_arrive_in_their_rows_and_columns_only()
    {
        foreach (var bits in Widths)
        {
            foreach (var (m, n, k) in new[] { (20, 37, 50), (3, 37, 50), (1, 37, 50), (37, 1, 50) })
            {
                foreach (var layoutB in Layouts)
                {
                    var (memoryA, a) = Make(m, k, 'N', 1);
                    var (memoryB, b) = Make(k, n, layoutB, 2);
                    a.Data[(k - 1) * a.ColumnStride] = T.NaN;
                    b.Data[((k - 1) * b.RowStride) + ((n - 1) * b.ColumnStride)] = T.PositiveInfinity;
                    using var c = new Guarded<T>(m * n);
                    Gemm.Multiply(bits, Workers.Serial, m, n, k, a, b, c.Data, n, false);
                    for (var i = 0; i < m; i++)
                    {
                        for (var j = 0; j < n; j++)
                        {
                            var value = c[(i * n) + j];
                            if (i == 0) Assert.True(T.IsNaN(value));
                            else if (j == n - 1) Assert.True(T.IsInfinity(value));
                            else Assert.True(T.IsFinite(value));
                        }
                    }

                    memoryA.Dispose();
                    memoryB.Dispose();
                }
            }
        }
    }

    [Theory]
    [InlineData(200, 210, 220)]
    [InlineData(3, 900, 400)]
    [InlineData(1000, 1, 900)]
    [InlineData(20, 24, 6000)]
    [InlineData(60, 1000, 50)]
    public void Any_number_of_threads_gives_the_same_bits(int m, int n, int k)
    {
        foreach (var bits in Widths)
        {
            foreach (var layoutB in Layouts)
            {
                var (memoryA, a) = Make(m, k, 'N', 1);
                var (memoryB, b) = Make(k, n, layoutB, 2);
                using var expected = new Guarded<T>(m * n);
                Gemm.Multiply(bits, Workers.Serial, m, n, k, a, b, expected.Data, n, false);
                foreach (var threads in new[] { 2, 4 })
                {
                    using var workers = new Workers(threads);
                    using var c = new Guarded<T>(m * n);
                    Gemm.Multiply(bits, workers, m, n, k, a, b, c.Data, n, false);
                    Assert.Equal(expected.ToArray(), c.ToArray());
                }

                memoryA.Dispose();
                memoryB.Dispose();
            }
        }
    }

    [Fact]
    public void A_batch_is_its_products()
    {
        const int Count = 7, M = 12, N = 20, K = 30;
        using var a = new Guarded<T>(Count * M * K).Filled(1);
        using var b = new Guarded<T>(Count * K * N).Filled(2);
        using var together = new Guarded<T>(Count * M * N).Filled(3);
        using var apart = new Guarded<T>(Count * M * N).Filled(3);
        using var workers = new Workers(2);
        Gemm.MultiplyBatch(workers, Count, M, N, K, new Matrix<T>(a.Data, K), M * K, new Matrix<T>(b.Data, 1, K), K * N, together.Data, N, M * N, true);
        for (var i = 0; i < Count; i++)
            Gemm.Multiply(Workers.Serial, M, N, K, new Matrix<T>(a.Data + (i * M * K), K), new Matrix<T>(b.Data + (i * K * N), 1, K), apart.Data + (i * M * N), N, true);
        Assert.Equal(apart.ToArray(), together.ToArray());
    }

    [Fact]
    public void A_product_allocates_nothing()
    {
        using var workers = new Workers(2);
        using var a = new Guarded<T>(200 * 200).Filled(1);
        using var b = new Guarded<T>(200 * 200).Filled(2);
        using var c = new Guarded<T>(200 * 200);
        for (var warmUp = 0; warmUp < 3; warmUp++) MultiplySeveral(workers, a.Data, b.Data, c.Data);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) MultiplySeveral(workers, a.Data, b.Data, c.Data);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void MultiplySeveral(Workers workers, T* a, T* b, T* c)
    {
        for (var size = 2; size <= 200; size *= 10)
        {
            Gemm.Multiply(workers, size, size, size, new Matrix<T>(a, 200), new Matrix<T>(b, 200), c, 200, true);
            Gemm.Multiply(workers, size, size, size, new Matrix<T>(a, 1, 200), new Matrix<T>(b, 1, 200), c, 200, false);
            Gemm.MultiplyBatch(workers, 3, size / 2, size, size, new Matrix<T>(a, 200), 200, new Matrix<T>(b, 1, 200), 0, c, 200, 200, false);
        }
    }
}
