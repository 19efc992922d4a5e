using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Testing.LinearAlgebra;

namespace Basin.Numerics.Tests.LinearAlgebra;

/// <summary>How a search behaves, whatever the spectrum: its stops, its price, its bits.</summary>
public sealed class LanczosConductTests
{
    private static readonly double[] Network = Spectra.Network(3000, new Seed(1).Stream("spectrum"));

    [Fact]
    public void The_top_end_is_algebraic_even_when_the_bottom_is_larger_in_size()
    {
        var a = new SpectralOperator<double>([0.8465, .. Enumerable.Range(0, 200).Select(i => i / 300.0), -1.6057], new Seed(1).Stream("mirror"));
        var result = Lanczos.Solve(a, new LanczosOptions { Top = 1, Bottom = 1, Tolerance = 1e-6 }, Start());
        Assert.Equal(0.8465, result.Top[0].Value, 1e-6);
        Assert.Equal(-1.6057, result.Bottom[0].Value, 1e-6);
    }

    [Fact]
    public void A_long_search_shows_no_copy_of_a_simple_eigenvalue()
    {
        var a = Operator<float>();
        var result = Lanczos.Solve(a, new LanczosOptions { Top = 30, Bottom = 10, Subspace = 60, Tolerance = 1e-4 }, Start());
        Assert.Equal(LanczosStop.Converged, result.Stop);
        Assert.All(Network.OrderDescending().Take(30).Zip(result.Top), pair => Assert.Equal(pair.First, pair.Second.Value, 1e-3));
        Assert.All(Network.Order().Take(10).Zip(result.Bottom), pair => Assert.Equal(pair.First, pair.Second.Value, 1e-3));
    }

    // Residuals relative to the largest eigenvalue alone would end this search after a few products, far inside the spectrum.
    [Fact]
    public void The_small_negative_end_is_not_lost_in_the_size_of_the_other()
    {
        var spectrum = Spectra.Network(20_000, new Seed(1).Stream("s"));
        var a = new SpectralOperator<float>(spectrum, new Seed(1).Stream("m", 1));
        for (var trial = 0; trial < 5; trial++)
        {
            var result = Lanczos.Solve(a, new LanczosOptions { Top = 0, Bottom = 1 }, new Seed(2).Stream("x", trial));
            Assert.Equal(spectrum.Min(), result.Bottom[0].Value, 0.01 * -spectrum.Min());
        }
    }

    [Fact]
    public void Residuals_are_those_of_the_vectors_in_both_precisions()
    {
        CheckResiduals<double>(1e-12);
        CheckResiduals<float>(1e-6);
    }

    [Fact]
    public void A_search_out_of_products_says_so_and_returns_what_it_has_with_honest_residuals()
    {
        var a = new Counting<double>(Operator<double>());
        var result = Lanczos.Solve(a, new LanczosOptions { Top = 10, MaxProducts = 12 }, Start());
        Assert.Equal(LanczosStop.OutOfProducts, result.Stop);
        Assert.False(result.Converged);
        Assert.Equal(12, a.Products);
        Assert.Equal(12, result.Products);
        Assert.Equal(10, result.Top.Length);
        Assert.Contains(result.Top, value => !value.Converged);
        Assert.All(result.Top.Zip(result.TopVectors), pair => Assert.Equal(Dense.Residual(a, pair.First.Value, pair.Second), pair.First.Residual, 1e-10));
        Assert.Contains("after 12 products; raise MaxProducts or Tolerance", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Float32_that_cannot_reach_the_tolerance_says_what_would()
    {
        var result = Lanczos.Solve(Operator<float>(), new LanczosOptions { Top = 3, Tolerance = 1e-12 }, Start());
        Assert.Equal(LanczosStop.RoundingLimit, result.Stop);
        Assert.Contains("compute in float64", result.Advice, StringComparison.Ordinal);
        Assert.Equal(Network.Max(), result.Top[0].Value, 1e-4);
    }

    [Fact]
    public void A_product_that_is_not_a_number_ends_the_search_with_a_reason()
    {
        var result = Lanczos.Solve(new Breaking(Operator<double>(), 4), new LanczosOptions(), Start());
        Assert.Equal(LanczosStop.NotFinite, result.Stop);
        Assert.Equal(4, result.Products);
        Assert.Empty(result.Top);
        Assert.Contains("Product 4 contained NaN", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_that_is_not_symmetric_or_changes_shows()
    {
        var honest = Lanczos.Solve(Operator<double>(), new LanczosOptions { Top = 3 }, Start());
        Assert.InRange(honest.Asymmetry, 0, 1e-14);
        var noisy = Lanczos.Solve(new Noisy(Operator<double>(), 1e-3), new LanczosOptions { Top = 3, MaxProducts = 30 }, Start());
        Assert.InRange(noisy.Asymmetry, 1e-4, 1e-2);
        Assert.Equal(LanczosStop.RoundingLimit, noisy.Stop);
        Assert.Contains("the operator is not symmetric or changes from product to product", noisy.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_and_repetition_change_no_bit()
    {
        using var workers = new Workers(3);
        var options = new LanczosOptions { Top = 5, Bottom = 2, Subspace = 14 };
        using var solver = new LanczosSolver<float>(Network.Length, options, workers);
        solver.Solve(Operator<float>(), new Seed(7).Stream("something else"));
        AssertSame(Lanczos.Solve(Operator<float>(), options, Start()), solver.Solve(Operator<float>(), Start()));
    }

    [Fact]
    public void Vectors_of_a_near_operator_halve_the_price_of_the_largest_eigenvalue()
    {
        var before = Lanczos.Solve(Operator<double>(), new LanczosOptions { Top = 1 }, Start());
        var after = new Sum<double>(Operator<double>(), new Scaled<double>(new SpectralOperator<double>(Network, new Seed(5).Stream("mirror")), 0.02));
        var cold = Lanczos.Solve(after, new LanczosOptions { Top = 1 }, Start());
        var warm = Lanczos.Solve(after, new LanczosOptions { Top = 1 }, Start(), before.TopVectors);
        Assert.InRange(warm.Products, 1, cold.Products / 2);
        Assert.Equal(cold.Top[0].Value, warm.Top[0].Value, 1e-4);
    }

    // The old vector is exactly orthogonal to the new leader: without chance in the start it would never be seen.
    [Fact]
    public void A_warm_start_does_not_blind_the_search_to_a_new_leader()
    {
        var diagonal = new double[400];
        for (var i = 0; i < 400; i++) diagonal[i] = i / 400.0;
        (diagonal[0], diagonal[1]) = (3, 2);
        var matrix = new double[400, 400];
        for (var i = 0; i < 400; i++) matrix[i, i] = diagonal[i];
        var old = new double[400];
        old[1] = 1;
        var result = Lanczos.Solve(Dense.Operator<double>(matrix), new LanczosOptions { Top = 1 }, Start(), [old]);
        Assert.Equal(3, result.Top[0].Value, 1e-4);
    }

    [Fact]
    public void More_products_allocate_nothing_more()
    {
        var a = Operator<double>();
        long Allocated(int products)
        {
            using var solver = new LanczosSolver<double>(Network.Length, new LanczosOptions { Top = 2, Tolerance = 0, MaxProducts = products });
            solver.Solve(a, Start());
            var before = GC.GetAllocatedBytesForCurrentThread();
            solver.Solve(a, Start());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(10);
        Assert.Equal(Allocated(10), Allocated(100));
    }

    [Fact]
    public void Progress_follows_every_product_and_cancelling_stops_at_the_next()
    {
        var reports = new List<LanczosProgress>();
        using var source = new CancellationTokenSource();
        var a = new Counting<double>(Operator<double>());
        Assert.Throws<OperationCanceledException>(() => Lanczos.Solve(
            a, new LanczosOptions { Top = 10 }, Start(), progress: new Listener(report =>
            {
                reports.Add(report);
                if (report.Products == 6) source.Cancel();
            }), cancellationToken: source.Token));
        Assert.Equal(6, a.Products);
        Assert.Equal(Enumerable.Range(1, 6), reports.Select(report => report.Products));
        Assert.All(reports, report => Assert.Equal((500, 10), (report.MaxProducts, report.Wanted)));
        Assert.Equal(double.PositiveInfinity, reports[0].WorstResidual);
    }

    [Fact]
    public void Misuse_is_refused_with_the_way_out()
    {
        var a = Operator<double>();
        Assert.Contains("set Subspace to 13 or more", Message(() => Lanczos.Solve(a, new LanczosOptions { Top = 10, Subspace = 11 }, Start())), StringComparison.Ordinal);
        Assert.Contains("Top and Bottom are both 0", Message(() => Lanczos.Solve(a, new LanczosOptions { Top = 0 }, Start())), StringComparison.Ordinal);
        Assert.Contains("has 5 elements; the operator has dimension 3000", Message(() => Lanczos.Solve(a, new LanczosOptions(), Start(), [new double[5]])), StringComparison.Ordinal);
        Assert.Contains("contains NaN", Message(() => Lanczos.Solve(a, new LanczosOptions(), Start(), [[.. Enumerable.Repeat(double.NaN, 3000)]])), StringComparison.Ordinal);
        Assert.Contains("cannot be negative", Message(() => new LanczosOptions { Bottom = -1 }), StringComparison.Ordinal);
        Assert.Contains("below 1", Message(() => new LanczosOptions { Tolerance = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("At least one product", Message(() => new LanczosOptions { MaxProducts = 0 }), StringComparison.Ordinal);
        using var solver = new LanczosSolver<double>(5, new LanczosOptions());
        Assert.Contains("dimension 3000; this solver was made for 5", Message(() => solver.Solve(a, Start())), StringComparison.Ordinal);
    }

    private static void CheckResiduals<T>(double rounding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = Operator<T>();
        var result = Lanczos.Solve(a, new LanczosOptions { Top = 12, Bottom = 4, Subspace = 25 }, Start());
        Assert.True(result.Converged, result.Advice);
        foreach (var (value, vector) in result.Top.Zip(result.TopVectors).Concat(result.Bottom.Zip(result.BottomVectors)))
        {
            var truth = Dense.Residual(a, value.Value, vector);
            Assert.InRange(truth, (value.Residual / 1.05) - (10 * rounding), (value.Residual * 1.05) + (10 * rounding));
        }
    }

    private static string Message(Func<object> misuse) => Assert.ThrowsAny<ArgumentException>(misuse).Message;

    private static void AssertSame(LanczosResult<float> expected, LanczosResult<float> actual)
    {
        Assert.Equal(expected.Top.AsEnumerable(), actual.Top);
        Assert.Equal(expected.Bottom.AsEnumerable(), actual.Bottom);
        Assert.Equal(expected.TopVectors.AsEnumerable(), actual.TopVectors);
        Assert.Equal(expected.Products, actual.Products);
    }

    private static SpectralOperator<T> Operator<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(Network, new Seed(1).Stream("mirror"));

    private static RandomSource Start() => new Seed(1).Stream("lanczos-start");

    private sealed class Breaking(SymmetricOperator<double> inner, int at) : SymmetricOperator<double>(inner.Dimension)
    {
        private int _products;

        protected override void MultiplyCore(ReadOnlySpan<double> x, Span<double> y, CancellationToken cancellationToken)
        {
            inner.Multiply(x, y, cancellationToken);
            if (++_products == at) y[17] = double.NaN;
        }
    }

    private sealed class Noisy(SymmetricOperator<double> inner, double noise) : SymmetricOperator<double>(inner.Dimension)
    {
        private readonly RandomSource _random = new Seed(3).Stream("noise");

        protected override void MultiplyCore(ReadOnlySpan<double> x, Span<double> y, CancellationToken cancellationToken)
        {
            inner.Multiply(x, y, cancellationToken);
            for (var i = 0; i < y.Length; i++) y[i] += noise * _random.NextGaussian();
        }
    }

    private sealed class Listener(Action<LanczosProgress> report) : IProgress<LanczosProgress>
    {
        public void Report(LanczosProgress value) => report(value);
    }
}
