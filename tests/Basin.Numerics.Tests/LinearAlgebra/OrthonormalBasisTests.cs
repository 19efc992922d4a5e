using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class OrthonormalBasisTests
{
    [Theory]
    [InlineData(5, 3)]
    [InlineData(100, 1)]
    [InlineData(100, 4)]
    [InlineData(2048, 6)]
    [InlineData(5001, 13)]
    public void What_is_orthogonalised_is_orthogonal_to_rounding_and_loses_nothing_else(int dimension, int count)
    {
        Check<double>(dimension, count, 1e-14);
        Check<float>(dimension, count, 1e-6);
    }

    // One pass of classical Gram-Schmidt leaves about 1e-6 here, as nearly all of the vector is taken away.
    [Fact]
    public void A_vector_nearly_in_the_span_still_comes_out_orthogonal()
    {
        using var basis = Basis<double>(500, 10);
        var w = new double[500];
        basis.Combine([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], w);
        w[3] += 1e-9;
        var coefficients = new double[10];
        var norm = basis.Orthogonalize(w, coefficients);
        Assert.InRange(norm, 1e-10, 1e-9);
        var rest = new double[10];
        basis.Project(w, rest);
        Assert.All(rest, c => Assert.InRange(Math.Abs(c) / norm, 0, 1e-13));
    }

    [Fact]
    public void Rotating_replaces_the_vectors_by_their_combinations_and_keeps_the_next()
    {
        using var basis = Basis<double>(700, 5);
        var old = Enumerable.Range(0, 5).Select(i => basis[i].ToArray()).ToArray();
        basis.Next.Fill(42);
        basis.Rotate([0.6, 0, 0.8, 0, 0, 0, 1, 0, 0, 0], 2);
        Assert.Equal(2, basis.Count);
        Assert.Equal(42, basis.Next[699]);
        for (var k = 0; k < 700; k++)
        {
            Assert.Equal((0.6 * old[0][k]) + (0.8 * old[2][k]), basis[0][k], 1e-15);
            Assert.Equal(old[1][k], basis[1][k], 1e-15);
        }
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        using var workers = new Workers(3);
        using var one = Basis<float>(60_000, 9);
        using var many = Basis<float>(60_000, 9, workers);
        var (x, y) = (Draw<float>(60_000, 77), Draw<float>(60_000, 77));
        var (c, d) = (new double[9], new double[9]);
        Assert.Equal(one.Orthogonalize(x, c), many.Orthogonalize(y, d));
        Assert.Equal(c, d);
        Assert.Equal(x, y);
        var s = new double[27];
        new Seed(1).Stream("s").FillGaussian(s.AsSpan());
        one.Rotate(s, 3);
        many.Rotate(s, 3);
        for (var i = 0; i < 3; i++) Assert.Equal(one[i].ToArray(), many[i].ToArray());
    }

    [Fact]
    public void Working_allocates_nothing()
    {
        using var basis = Basis<float>(3000, 6);
        var (w, c, s) = (Draw<float>(3000, 9), new double[6], new double[36]);
        for (var i = 0; i < 6; i++) s[i * 7] = 1;
        void Work()
        {
            basis.Orthogonalize(w, c);
            basis.Project(w, c);
            basis.Combine(c, w);
            basis.Rotate(s, 6);
        }

        Work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Work();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Swapping_exchanges_two_vectors()
    {
        using var basis = Basis<double>(10, 3);
        var (first, last) = (basis[0].ToArray(), basis[2].ToArray());
        basis.Swap(0, 2);
        Assert.Equal(last, basis[0].ToArray());
        Assert.Equal(first, basis[2].ToArray());
    }

    [Fact]
    public void A_full_basis_takes_no_more()
    {
        using var basis = Basis<double>(10, 3, capacity: 3);
        Assert.Contains("made for 3 vectors", Assert.Throws<InvalidOperationException>(basis.Keep).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_another_length_is_refused()
    {
        using var basis = Basis<double>(10, 3);
        Assert.Contains("11 elements does not fit a basis of dimension 10", Assert.Throws<ArgumentException>(() => basis.Project(new double[11], new double[3])).Message, StringComparison.Ordinal);
    }

    private static void Check<T>(int dimension, int count, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var basis = Basis<T>(dimension, count);
        var original = Draw<T>(dimension, 1000);
        var w = (T[])original.Clone();
        var coefficients = new double[count];
        var norm = basis.Orthogonalize(w, coefficients);
        Assert.Equal(Vectors.Norm<T>(w), norm, 1e-6);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(0, Vectors.Dot<T>(basis[i], w) / norm, tolerance);
            Assert.Equal(Vectors.Dot<T>(basis[i], original), coefficients[i], tolerance * 100);
        }

        var back = new T[dimension];
        basis.Combine(coefficients, back);
        for (var k = 0; k < dimension; k++) Assert.Equal(double.CreateTruncating(original[k]), double.CreateTruncating(back[k] + w[k]), tolerance * 10);
    }

    private static OrthonormalBasis<T> Basis<T>(int dimension, int count, Workers? workers = null, int capacity = 16)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var basis = new OrthonormalBasis<T>(dimension, capacity, workers);
        var coefficients = new double[capacity];
        for (var i = 0; i < count; i++)
        {
            Draw<T>(dimension, i).CopyTo(basis.Next);
            basis.Orthogonalize(basis.Next, coefficients);
            Vectors.Normalize(basis.Next);
            basis.Keep();
        }

        return basis;
    }

    private static T[] Draw<T>(int length, long index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new T[length];
        new Seed(4).Stream("basis", index).FillGaussian(x.AsSpan());
        return x;
    }
}
