using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Basin.Training.Theory;

/// <summary>
/// Products of small matrices whose rows are a whole number of eight-lane vectors long: C ← keep·C + factor·A·B, without packing and without a call a row.
/// Sums run in the order of the depth, the same on every machine.
/// </summary>
/// <remarks>Compiled at once for speed: a run of small steps would else spend its first second in unoptimised code.</remarks>
internal static unsafe class TileProduct
{
    /// <summary>Elements a vector; columns come in multiples of it.</summary>
    public const int Width = 8;

    /// <summary>The least multiple of <see cref="Width"/> that holds <paramref name="count"/> columns.</summary>
    public static int Padded(int count) => (count + Width - 1) / Width * Width;

    /// <summary>C ← keep·C + factor·A·B.</summary>
    /// <param name="a">Element (i, l) is at i·<see cref="Steps.Row"/> + l·<see cref="Steps.Depth"/>: either a matrix or its transpose.</param>
    /// <param name="aSteps">How A lies.</param>
    /// <param name="b">Shape (depth, stride).</param>
    /// <param name="c">Shape (rows, stride).</param>
    /// <param name="size">Rows of A, its columns, and the columns of B and C, which are also their stride.</param>
    /// <param name="keep">0 overwrites.</param>
    /// <param name="factor">Of the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(double* a, Steps aSteps, double* b, double* c, (int Rows, int Depth, int Columns) size, double keep, double factor)
    {
        var (rows, depth, columns) = size;
        var row = 0;
        for (; row <= rows - 4; row += 4)
        {
            double* pa = a + (row * aSteps.Row), pc = c + (row * columns);
            var column = 0;
            for (; column <= columns - (2 * Width); column += 2 * Width) FourByTwo(pa, aSteps, b + column, pc + column, depth, columns, keep, factor);
            if (column < columns) FourByOne(pa, aSteps, b + column, pc + column, depth, columns, keep, factor);
        }

        for (; row < rows; row++)
        {
            double* pa = a + (row * aSteps.Row), pc = c + (row * columns);
            var column = 0;
            for (; column <= columns - (4 * Width); column += 4 * Width) OneByFour(pa, aSteps.Depth, b + column, pc + column, depth, columns, keep, factor);
            for (; column < columns; column += Width) OneByOne(pa, aSteps.Depth, b + column, pc + column, depth, columns, keep, factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo(double* a, Steps steps, double* b, double* c, int depth, int stride, double keep, double factor)
    {
        double* a1 = a + steps.Row, a2 = a1 + steps.Row, a3 = a2 + steps.Row;
        Vector512<double> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        for (var l = 0; l < depth; l++, b += stride)
        {
            var (b0, b1, at) = (Vector512.Load(b), Vector512.Load(b + Width), l * steps.Depth);
            var (x0, x1, x2, x3) = (Vector512.Create(a[at]), Vector512.Create(a1[at]), Vector512.Create(a2[at]), Vector512.Create(a3[at]));
            (c00, c01) = (Vector512.FusedMultiplyAdd(x0, b0, c00), Vector512.FusedMultiplyAdd(x0, b1, c01));
            (c10, c11) = (Vector512.FusedMultiplyAdd(x1, b0, c10), Vector512.FusedMultiplyAdd(x1, b1, c11));
            (c20, c21) = (Vector512.FusedMultiplyAdd(x2, b0, c20), Vector512.FusedMultiplyAdd(x2, b1, c21));
            (c30, c31) = (Vector512.FusedMultiplyAdd(x3, b0, c30), Vector512.FusedMultiplyAdd(x3, b1, c31));
        }

        Store(c, c00, keep, factor);
        Store(c + Width, c01, keep, factor);
        Store(c + stride, c10, keep, factor);
        Store(c + stride + Width, c11, keep, factor);
        Store(c + (2 * stride), c20, keep, factor);
        Store(c + (2 * stride) + Width, c21, keep, factor);
        Store(c + (3 * stride), c30, keep, factor);
        Store(c + (3 * stride) + Width, c31, keep, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(double* a, Steps steps, double* b, double* c, int depth, int stride, double keep, double factor)
    {
        double* a1 = a + steps.Row, a2 = a1 + steps.Row, a3 = a2 + steps.Row;
        Vector512<double> c0 = default, c1 = default, c2 = default, c3 = default;
        for (var l = 0; l < depth; l++, b += stride)
        {
            var (b0, at) = (Vector512.Load(b), l * steps.Depth);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[at]), b0, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[at]), b0, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[at]), b0, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[at]), b0, c3);
        }

        Store(c, c0, keep, factor);
        Store(c + stride, c1, keep, factor);
        Store(c + (2 * stride), c2, keep, factor);
        Store(c + (3 * stride), c3, keep, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByFour(double* a, int aDepth, double* b, double* c, int depth, int stride, double keep, double factor)
    {
        Vector512<double> c0 = default, c1 = default, c2 = default, c3 = default;
        for (var l = 0; l < depth; l++, a += aDepth, b += stride)
        {
            var x = Vector512.Create(*a);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + Width), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + (2 * Width)), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + (3 * Width)), c3);
        }

        Store(c, c0, keep, factor);
        Store(c + Width, c1, keep, factor);
        Store(c + (2 * Width), c2, keep, factor);
        Store(c + (3 * Width), c3, keep, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne(double* a, int aDepth, double* b, double* c, int depth, int stride, double keep, double factor)
    {
        Vector512<double> sum = default;
        for (var l = 0; l < depth; l++, a += aDepth, b += stride) sum = Vector512.FusedMultiplyAdd(Vector512.Create(*a), Vector512.Load(b), sum);
        Store(c, sum, keep, factor);
    }

    // Zero times what an earlier run left behind may be NaN; hence the branch.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double* c, Vector512<double> sum, double keep, double factor) =>
        (keep == 0 ? sum * factor : Vector512.FusedMultiplyAdd(sum, Vector512.Create(factor), Vector512.Load(c) * keep)).Store(c);

    /// <summary>How the elements of a matrix lie.</summary>
    /// <param name="Row">From one row to the next.</param>
    /// <param name="Depth">From one column to the next.</param>
    public readonly record struct Steps(int Row, int Depth);
}
