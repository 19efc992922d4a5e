using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Numerics.Tests.Graphs;

/// <summary>Products, broadcasts and rearrangements under the operations' contract.</summary>
public sealed class StructureOperationTests : OperationContract
{
    private static readonly int[] Picked = [2, 2, -1, 0, 5, 3, 4, -1, 8, 7, 6, 7, -1, 11, 10, 9];

    private static readonly OperationCase[] Cases =
    [
        new("linear with bias", [In(5, 4), In(4, 3), In(3)], x => new Linear<double>(x[0], x[1], x[2]), x => new Linear<float>(x[0], x[1], x[2]), x => Dense(x[0], x[1], x[2], 4, 3)),
        new("linear without bias, many rows", [In(2, 70, 33), In(33, 17)], x => new Linear<double>(x[0], x[1]), x => new Linear<float>(x[0], x[1]), x => Dense(x[0], x[1], new double[17], 33, 17)),
        new("linear of data", [In(5, 4) with { IsConstant = true }, In(4, 3), In(3)], x => new Linear<double>(x[0], x[1], x[2]), x => new Linear<float>(x[0], x[1], x[2]), x => Dense(x[0], x[1], x[2], 4, 3)),
        new("linear with frozen weights", [In(5, 4), In(4, 3) with { IsConstant = true }, In(3)], x => new Linear<double>(x[0], x[1], x[2]), x => new Linear<float>(x[0], x[1], x[2]), x => Dense(x[0], x[1], x[2], 4, 3)),
        new("linear with a trained bias alone", [In(5, 4) with { IsConstant = true }, In(4, 3) with { IsConstant = true }, In(3)], x => new Linear<double>(x[0], x[1], x[2]), x => new Linear<float>(x[0], x[1], x[2]), x => Dense(x[0], x[1], x[2], 4, 3)),
        new("product of matrices", [In(2, 3, 5, 4), In(2, 3, 4, 7)], x => new MatMul<double>(x[0], x[1]), x => new MatMul<float>(x[0], x[1]), x => Products(x[0], x[1], 6, 5, 7, 4, false)),
        new("product with a transposed matrix", [In(3, 5, 4), In(3, 7, 4)], x => new MatMul<double>(x[0], x[1], true), x => new MatMul<float>(x[0], x[1], true), x => Products(x[0], x[1], 3, 5, 7, 4, true)),
        new("product with constant matrices", [In(3, 5, 4) with { IsConstant = true }, In(3, 4, 2)], x => new MatMul<double>(x[0], x[1]), x => new MatMul<float>(x[0], x[1]), x => Products(x[0], x[1], 3, 5, 2, 4, false)),
        new("sum of equal shapes", [In(6, 50), In(6, 50)], x => x[0].Add(x[1]), x => x[0].Add(x[1]), x => [.. x[0].Zip(x[1], (a, b) => a + b)]),
        new("sum with a bias", [In(60, 5), In(5)], x => x[0].Add(x[1]), x => x[0].Add(x[1]), x => [.. x[0].Select((a, i) => a + x[1][i % 5])]),
        new("sum of a column and a row", [In(4, 1), In(1, 3)], x => x[0].Add(x[1]), x => x[0].Add(x[1]), x => Outer(x[0], x[1], (a, b) => a + b)),
        new("difference with a number", [In(4, 3), new(Shape.Scalar)], x => x[0].Subtract(x[1]), x => x[0].Subtract(x[1]), x => [.. x[0].Select(a => a - x[1][0])]),
        new("product of equal shapes", [In(7, 31), In(7, 31)], x => x[0].Multiply(x[1]), x => x[0].Multiply(x[1]), x => [.. x[0].Zip(x[1], (a, b) => a * b)]),
        new("product of a column and a row", [In(4, 1), In(3)], x => x[0].Multiply(x[1]), x => x[0].Multiply(x[1]), x => Outer(x[0], x[1], (a, b) => a * b)),
        new("quotient", [In(5, 3), new(new Shape(3), 0.5, 2)], x => x[0].Divide(x[1]), x => x[0].Divide(x[1]), x => [.. x[0].Select((a, i) => a / x[1][i % 3])]),
        new("product with a scale", [In(6, 4, 5), In(5)], x => x[0].Multiply(x[1]), x => x[0].Multiply(x[1]), x => [.. x[0].Select((a, i) => a * x[1][i % 5])]),
        new("product with a number for each place", [In(6, 4, 5), In(1, 4, 1)], x => x[0].Multiply(x[1]), x => x[0].Multiply(x[1]), x => [.. x[0].Select((a, i) => a * x[1][i / 5 % 4])]),
        new("sum with a number for each place", [In(6, 4, 5), In(1, 4, 5)], x => x[0].Add(x[1]), x => x[0].Add(x[1]), x => [.. x[0].Select((a, i) => a + x[1][i % 20])]),
        new("power of numbers", [new(new Shape(7, 3), 0.3, 3), new(new Shape(3), -2, 2)], x => x[0].Power(x[1]), x => x[0].Power(x[1]), x => [.. x[0].Select((a, i) => Math.Pow(a, x[1][i % 3]))]),
        new("whole power of negative numbers", [new(new Shape(7, 3), -3, -0.3), new(new Shape(3), 1, 4, IsConstant: true, IsWhole: true)], x => x[0].Power(x[1]), x => x[0].Power(x[1]), x => [.. x[0].Select((a, i) => Math.Pow(a, x[1][i % 3]))]),
        new("maximum", [new(new Shape(7, 3), -1000, 1000), new(new Shape(3), -1000, 1000)], x => x[0].Maximum(x[1]), x => x[0].Maximum(x[1]), x => [.. x[0].Select((a, i) => Math.Max(a, x[1][i % 3]))]),
        new("minimum", [new(new Shape(7, 3), -1000, 1000), new(new Shape(3), -1000, 1000)], x => x[0].Minimum(x[1]), x => x[0].Minimum(x[1]), x => [.. x[0].Select((a, i) => Math.Min(a, x[1][i % 3]))]),
        new("remainder", [new(new Shape(7, 3), 4.2, 5.8), new(new Shape(3), 1.95, 2.05)], x => x[0].Remainder(x[1]), x => x[0].Remainder(x[1]), x => [.. x[0].Select((a, i) => Math.IEEERemainder(a, x[1][i % 3]) is var r && r < 0 ? r + x[1][i % 3] : r)]),
        new("parametric relu", [new(new Shape(7, 3), -1000, 1000), In(3)], x => x[0].ParametricRelu(x[1]), x => x[0].ParametricRelu(x[1]), x => [.. x[0].Select((a, i) => a < 0 ? a * x[1][i % 3] : a)]),
        new("selection by a mask", [new(new Shape(4, 3), 0, 2, IsConstant: true, IsWhole: true), In(4, 3), In(4, 3)], x => x[0].Select(x[1], x[2]), x => x[0].Select(x[1], x[2]), x => [.. x[0].Select((m, i) => m != 0 ? x[1][i] : x[2][i])]),
        new("picked elements", [In(4, 3)], x => new Pick<double>(x[0], new Shape(4, 2, 2), Picked, 7), x => new Pick<float>(x[0], new Shape(4, 2, 2), Picked, 7), x => [.. Picked.Select(i => i < 0 ? 7 : x[0][i])]),
        new("largest of rows", [new(new Shape(4, 3, 9), -1000, 1000)], x => new Largest<double>(x[0]), x => new Largest<float>(x[0]), x => [.. x[0].Chunk(9).Select(row => row.Max())]),
        new("affine", [In(5, 3)], x => new Affine<double>(x[0], -1.5, 2), x => new Affine<float>(x[0], -1.5, 2), x => [.. x[0].Select(a => (-1.5 * a) + 2)]),
        new("transpose", [In(2, 3, 4)], x => x[0].Transpose(0, 2, 1), x => x[0].Transpose(0, 2, 1), x => Transposed(x[0], 2, 3, 4)),
        new("transpose of attention heads", [In(2, 3, 2, 5)], x => x[0].Transpose(0, 2, 1, 3), x => x[0].Transpose(0, 2, 1, 3), x => [.. from n in R(2) from h in R(2) from t in R(3) from d in R(5) select x[0][(((((n * 3) + t) * 2) + h) * 5) + d]]),
        new("slice", [In(4, 9)], x => x[0].Slice(1, 2, 3, 2), x => x[0].Slice(1, 2, 3, 2), x => [.. from n in R(4) from i in R(3) select x[0][(n * 9) + 2 + (2 * i)]]),
        new("slice backwards", [In(4, 9)], x => x[0].Slice(1, 8, 9, -1), x => x[0].Slice(1, 8, 9, -1), x => [.. from n in R(4) from i in R(9) select x[0][(n * 9) + 8 - i]]),
        new("pad", [In(4, 3)], x => x[0].Pad(1, 2, 1), x => x[0].Pad(1, 2, 1), x => [.. from n in R(4) from i in R(6) select i is >= 2 and < 5 ? x[0][(n * 3) + i - 2] : 0]),
        new("expand", [In(4, 1, 3)], x => x[0].Expand(new Shape(4, 5, 3)), x => x[0].Expand(new Shape(4, 5, 3)), x => [.. from n in R(4) from t in R(5) from i in R(3) select x[0][(n * 3) + i]]),
        new("expand to more axes", [In(3)], x => x[0].Expand(new Shape(2, 3)), x => x[0].Expand(new Shape(2, 3)), x => [.. x[0], .. x[0]]),
        new("sum over an axis", [In(4, 5, 3)], x => x[0].Sum([1]), x => x[0].Sum([1]), x => [.. from n in R(4) from i in R(3) select R(5).Sum(t => x[0][(((n * 5) + t) * 3) + i])]),
        new("sum over all axes", [In(4, 5)], x => x[0].Sum([0, 1], keepAxes: true), x => x[0].Sum([0, 1], keepAxes: true), x => [x[0].Sum()]),
        new("concatenation", [In(4, 2), In(4, 3) with { IsConstant = true }, In(4, 1)], x => new Concat<double>(1, x), x => new Concat<float>(1, x), x => [.. from n in R(4) from i in R(6) select i < 2 ? x[0][(n * 2) + i] : i < 5 ? x[1][(n * 3) + i - 2] : x[2][n]]),
        new("look-up", [In(6, 3), OperationInput.Classes(8, 6)], x => new Gather<double>(x[0], x[1]), x => new Gather<float>(x[0], x[1]), x => [.. from i in R(8) from j in R(3) select x[0][((int)x[1][i] * 3) + j]]),
    ];

    public static TheoryData<string> All => Names(Cases);

    protected override IReadOnlyList<OperationCase> Table => Cases;

    private static OperationInput In(params int[] extents) => new(new Shape(extents));

    private static IEnumerable<int> R(int count) => Enumerable.Range(0, count);

    private static double[] Dense(double[] x, double[] w, double[] b, int inputs, int outputs) =>
        [.. from row in R(x.Length / inputs) from o in R(outputs) select b[o] + R(inputs).Sum(i => x[(row * inputs) + i] * w[(i * outputs) + o])];

    private static double[] Products(double[] a, double[] b, int count, int m, int n, int k, bool transposed) =>
        [.. from c in R(count) from i in R(m) from j in R(n)
            select R(k).Sum(l => a[(((c * m) + i) * k) + l] * (transposed ? b[(((c * n) + j) * k) + l] : b[(((c * k) + l) * n) + j]))];

    private static double[] Outer(double[] a, double[] b, Func<double, double, double> f) => [.. from x in a from y in b select f(x, y)];

    private static double[] Transposed(double[] x, int n, int rows, int columns) =>
        [.. from e in R(n) from c in R(columns) from r in R(rows) select x[(((e * rows) + r) * columns) + c]];
}
