using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Xunit;

namespace Basin.Testing.LinearAlgebra;

/// <summary>What every symmetric operator must satisfy. A new operator's test derives from this and writes <see cref="Create"/>.</summary>
public abstract class SymmetricOperatorContract
{
    /// <summary>The largest error a product may have, relative to the largest element of the exact one.</summary>
    protected virtual double Tolerance => 1e-10;

    /// <summary>A small operator and its matrix, computed some other way.</summary>
    protected abstract (SymmetricOperator<double> Operator, double[,] Dense) Create();

    [Fact]
    public void Agrees_with_the_dense_matrix()
    {
        var (a, dense) = Create();
        var x = Vector(a.Dimension, 0);
        AssertClose(Dense.Multiply(dense, x), Product(a, x));
    }

    [Fact]
    public void Is_symmetric()
    {
        var (a, _) = Create();
        var (x, y) = (Vector(a.Dimension, 0), Vector(a.Dimension, 1));
        var (ax, ay) = (Product(a, x), Product(a, y));
        var scale = Vectors.Norm<double>(x) * Vectors.Norm<double>(ay);
        Assert.InRange(Vectors.Dot<double>(x, ay) - Vectors.Dot<double>(y, ax), -Tolerance * scale, Tolerance * scale);
    }

    [Fact]
    public void Is_linear()
    {
        var (a, _) = Create();
        var (x, y) = (Vector(a.Dimension, 0), Vector(a.Dimension, 1));
        var (ax, ay) = (Product(a, x), Product(a, y));
        double[] combined = [.. x.Zip(y, (u, v) => (2.5 * u) - v)];
        AssertClose([.. ax.Zip(ay, (u, v) => (2.5 * u) - v)], Product(a, combined));
    }

    [Fact]
    public void Gives_the_same_bits_twice_whatever_was_in_the_destination()
    {
        var (a, _) = Create();
        var x = Vector(a.Dimension, 0);
        var first = Product(a, x);
        var second = new double[a.Dimension];
        second.AsSpan().Fill(double.NaN);
        a.Multiply(x, second);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Leaves_its_input_alone()
    {
        var (a, _) = Create();
        var x = Vector(a.Dimension, 0);
        Product(a, x);
        Assert.Equal(Vector(a.Dimension, 0), x);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void A_block_of_vectors_agrees_with_one_by_one(int count)
    {
        var (a, _) = Create();
        var n = a.Dimension;
        var (x, y) = (Vector(count * n, 3), new double[count * n]);
        a.MultiplyBlock(x, y, count);
        for (var i = 0; i < count; i++) AssertClose(Product(a, x[(i * n)..((i + 1) * n)]), y[(i * n)..((i + 1) * n)]);
    }

    [Fact]
    public void Refuses_vectors_of_the_wrong_length_saying_both_lengths()
    {
        var (a, _) = Create();
        var error = Assert.Throws<ArgumentException>(() => a.Multiply(new double[a.Dimension + 1], new double[a.Dimension]));
        Assert.Contains($"x has {a.Dimension + 1} elements where 1 vector(s) of {a.Dimension}", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => a.Multiply(new double[a.Dimension], new double[a.Dimension + 2]));
        Assert.Contains($"y has {a.Dimension + 2} elements", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_to_overwrite_its_own_input()
    {
        var (a, _) = Create();
        var x = Vector(a.Dimension, 0);
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => a.Multiply(x, x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_when_cancelled()
    {
        var (a, _) = Create();
        Assert.Throws<OperationCanceledException>(() => a.Multiply(Vector(a.Dimension, 0), new double[a.Dimension], new CancellationToken(true)));
    }

    [Fact]
    public void A_product_allocates_nothing()
    {
        var (a, _) = Create();
        var (x, y) = (Vector(a.Dimension, 0), new double[a.Dimension]);
        for (var i = 0; i < 3; i++) a.Multiply(x, y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        a.Multiply(x, y);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Vector(int length, long index)
    {
        var x = new double[length];
        new Seed(77).Stream("contract", index).FillGaussian(x.AsSpan());
        return x;
    }

    private static double[] Product(SymmetricOperator<double> a, double[] x)
    {
        var y = new double[a.Dimension];
        a.Multiply(x, y);
        return y;
    }

    private void AssertClose(double[] expected, double[] actual)
    {
        var scale = Math.Max(expected.Max(Math.Abs), 1e-300);
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange((actual[i] - expected[i]) / scale, -Tolerance, Tolerance);
    }
}
