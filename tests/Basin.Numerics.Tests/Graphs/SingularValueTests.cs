using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Numerics.Tests.Graphs;

public sealed class SingularValueTests : OperationContract
{
    private static readonly OperationCase[] Cases =
    [
        Row("smallest singular value of a wide matrix", 4, 9, 1),
        Row("two smallest singular values of a wide matrix", 5, 8, 2),
        Row("smallest singular value of a tall matrix", 8, 3, 1),
        Row("all singular values", 3, 4, 3),
    ];

    public static TheoryData<string> All => Names(Cases);

    protected override IReadOnlyList<OperationCase> Table => Cases;

    [Fact]
    public void Misuse_is_named()
    {
        Assert.Contains("of a matrix", Assert.Throws<ArgumentException>(() => new SmallestSingularValues<float>(new Input<float>("x", new Shape(2, 3, 4)))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmallestSingularValues<float>(new Input<float>("x", new Shape(2, 3)), 3));
    }

    private static OperationCase Row(string name, int rows, int columns, int count) => new(
        name, [new OperationInput(new Shape(rows, columns), -1, 2)],
        x => new SmallestSingularValues<double>(x[0], count), x => new SmallestSingularValues<float>(x[0], count),
        x => [Squares(x[0], rows, columns).Order().Skip(Math.Max(0, columns - rows)).Take(count).Sum()])
    {
        SingleTolerance = 2e-5,
        DoubleTolerance = 1e-12,
        DifferenceTolerance = 1e-6,
    };

    // One-sided Jacobi: rotate pairs of columns until all are orthogonal; their squared norms are the squared singular values, and zeros.
    private static double[] Squares(double[] matrix, int rows, int columns)
    {
        var a = (double[])matrix.Clone();
        for (var sweep = 0; sweep < 60; sweep++)
        {
            for (var p = 0; p < columns; p++)
            {
                for (var q = p + 1; q < columns; q++)
                {
                    double pp = Dot(p, p), qq = Dot(q, q), pq = Dot(p, q);
                    if (pq == 0) continue;
                    var angle = 0.5 * Math.Atan2(2 * pq, pp - qq);
                    var (sin, cos) = Math.SinCos(angle);
                    for (var r = 0; r < rows; r++)
                    {
                        var (x, y) = (a[(r * columns) + p], a[(r * columns) + q]);
                        (a[(r * columns) + p], a[(r * columns) + q]) = ((cos * x) + (sin * y), (cos * y) - (sin * x));
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, columns).Select(c => Dot(c, c))];

        double Dot(int p, int q) => Enumerable.Range(0, rows).Sum(r => a[(r * columns) + p] * a[(r * columns) + q]);
    }
}
