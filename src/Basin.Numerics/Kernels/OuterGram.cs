using System.Numerics;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels;

/// <summary>
/// Inner products of outer products: ⟨xᵢdᵢᵀ, xⱼdⱼᵀ⟩ = (xᵢ·xⱼ)(dᵢ·dⱼ), from which per-example gradient norms and Gram
/// matrices of dense layers come without the gradients.
/// </summary>
public static unsafe class OuterGram
{
    private const int Block = 64;

    /// <summary>Adds (xᵢ·xⱼ)(dᵢ·dⱼ) to the Gram matrix, or its diagonal; without <paramref name="x"/> just dᵢ·dⱼ.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="x">Shape (n, columnsX), or null.</param>
    /// <param name="columnsX">Columns of x.</param>
    /// <param name="d">Shape (n, columnsD).</param>
    /// <param name="columnsD">Columns of d.</param>
    /// <param name="n">Rows.</param>
    /// <param name="gram">Shape (n, n), or (n).</param>
    /// <param name="diagonalOnly">Only i = j.</param>
    public static void Add<T>(Workers workers, T* x, int columnsX, T* d, int columnsD, int n, T* gram, bool diagonalOnly)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (diagonalOnly)
        {
            for (var i = 0; i < n; i++)
                gram[i] += (x == null ? T.One : SquaredNorm(x + ((long)i * columnsX), columnsX)) * SquaredNorm(d + ((long)i * columnsD), columnsD);
            return;
        }

        var tile = stackalloc T[2 * Block * Block];
        for (var i = 0; i < n; i += Block)
        {
            for (var j = 0; j < n; j += Block)
            {
                int rows = Math.Min(Block, n - i), columns = Math.Min(Block, n - j);
                Products(workers, d, columnsD, i, j, rows, columns, tile);
                if (x != null) Products(workers, x, columnsX, i, j, rows, columns, tile + (Block * Block));
                for (var r = 0; r < rows; r++)
                {
                    for (var c = 0; c < columns; c++)
                    {
                        var value = tile[(r * Block) + c];
                        gram[((long)(i + r) * n) + j + c] += x == null ? value : value * tile[(Block * Block) + (r * Block) + c];
                    }
                }
            }
        }
    }

    private static void Products<T>(Workers workers, T* a, int columns, int i, int j, int rows, int others, T* tile)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Gemm.Multiply(
            workers, rows, others, columns, new Matrix<T>(a + ((long)i * columns), columns), new Matrix<T>(a + ((long)j * columns), columns).Transposed, tile, Block, accumulate: false);

    private static T SquaredNorm<T>(T* x, int length)
        where T : unmanaged, IFloatingPointIeee754<T> => T.CreateTruncating(Reductions.SumOfSquares(Workers.Serial, length, x));
}
