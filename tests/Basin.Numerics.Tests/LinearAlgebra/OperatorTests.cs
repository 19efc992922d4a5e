using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class ShiftedTests : SymmetricOperatorContract
{
    protected override (SymmetricOperator<double> Operator, double[,] Dense) Create()
    {
        var matrix = Cases.Matrix;
        var operand = Dense.Operator<double>(matrix);
        for (var i = 0; i < matrix.GetLength(0); i++) matrix[i, i] += 0.75;
        return (new Shifted<double>(operand, 0.75), matrix);
    }
}

public sealed class ScaledTests : SymmetricOperatorContract
{
    protected override (SymmetricOperator<double> Operator, double[,] Dense) Create() =>
        (new Scaled<double>(Dense.Operator<double>(Cases.Matrix), -2.5), Cases.Map((i, j) => -2.5 * Cases.Matrix[i, j]));
}

public sealed class NegatedTests : SymmetricOperatorContract
{
    protected override (SymmetricOperator<double> Operator, double[,] Dense) Create() =>
        (new Negated<double>(Dense.Operator<double>(Cases.Matrix)), Cases.Map((i, j) => -Cases.Matrix[i, j]));
}

public sealed class SumTests : SymmetricOperatorContract
{
    [Fact]
    public void Refuses_operators_of_two_dimensions() => Assert.Contains(
        "dimension 2 cannot be added to one of dimension 37",
        Assert.Throws<ArgumentException>(() => new Sum<double>(Dense.Operator<double>(Cases.Matrix), Dense.Operator<double>(new double[2, 2]))).Message,
        StringComparison.Ordinal);

    protected override (SymmetricOperator<double> Operator, double[,] Dense) Create()
    {
        var other = Dense.Gaussian(37, new Seed(2).Stream("other"));
        return (new Sum<double>(Dense.Operator<double>(Cases.Matrix), Dense.Operator<double>(other)), Cases.Map((i, j) => Cases.Matrix[i, j] + other[i, j]));
    }
}

public sealed class CountingTests : SymmetricOperatorContract
{
    [Fact]
    public void Counts_single_products_and_blocks()
    {
        var a = new Counting<double>(Dense.Operator<double>(Cases.Matrix));
        a.Multiply(new double[37], new double[37]);
        a.MultiplyBlock(new double[37 * 4], new double[37 * 4], 4);
        Assert.Equal(5, a.Products);
    }

    protected override (SymmetricOperator<double> Operator, double[,] Dense) Create() =>
        (new Counting<double>(Dense.Operator<double>(Cases.Matrix)), Cases.Matrix);
}

public sealed class DenseSymmetricTests : SymmetricOperatorContract
{
    [Fact]
    public void Refuses_a_matrix_that_is_not_symmetric_naming_the_elements()
    {
        var error = Assert.Throws<ArgumentException>(() => new DenseSymmetric<double>([1, 2, 3, 4], 2));
        Assert.Contains("element (1, 0) is 3 but (0, 1) is 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_matrix_that_is_not_square() => Assert.Contains(
        "has 4 elements, not 5",
        Assert.Throws<ArgumentException>(() => new DenseSymmetric<double>(new double[5], 2)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Refuses_dimension_zero() => Assert.Contains(
        "at least one number",
        Assert.Throws<ArgumentOutOfRangeException>(() => new DenseSymmetric<double>([], 0)).Message,
        StringComparison.Ordinal);

    protected override (SymmetricOperator<double> Operator, double[,] Dense) Create() => (Dense.Operator<double>(Cases.Matrix), Cases.Matrix);
}

internal static class Cases
{
    public static double[,] Matrix => Dense.Gaussian(37, new Seed(1).Stream("operators"));

    public static double[,] Map(Func<int, int, double> element)
    {
        var matrix = new double[37, 37];
        for (var i = 0; i < 37; i++)
            for (var j = 0; j < 37; j++)
                matrix[i, j] = element(i, j);
        return matrix;
    }
}
