using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>
/// The loops of Gram-Schmidt over one chunk of rows: the chunk of the vector stays in the first-level cache in double precision
/// while that of every basis vector passes by once.
/// </summary>
internal static unsafe class BasisKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // All the new vectors of a tile wait on the stack beside the old ones.
    private const int MaxTileElements = 16_384;
    private const int MaxTileLength = 128;

    private const int Length = LinearAlgebra.Vectors.ChunkLength;

    /// <summary>Rows a rotation does at a time.</summary>
    public static int TileLength(int kept) => Math.Clamp(MaxTileElements / Math.Max(kept, 1) / Lanes.Width * Lanes.Width, Lanes.Width, MaxTileLength);

    /// <summary>partials = Qᵀw.</summary>
    [SkipLocalsInit]
    public static void Project(nint state, int chunk)
    {
        var job = (BasisJob<T>*)state;
        var (start, n) = Rows(job, chunk);
        var tile = stackalloc double[Length];
        Lanes.Widen(job->Vector + start, tile, n);
        ProjectTile(job, chunk, tile, start, n);
    }

    /// <summary>w ← w − Qc, then partials = Qᵀw while Q is still in the cache.</summary>
    [SkipLocalsInit]
    public static void SubtractThenProject(nint state, int chunk)
    {
        var job = (BasisJob<T>*)state;
        var (start, n) = Rows(job, chunk);
        var tile = stackalloc double[Length];
        SubtractTile(job, tile, start, n);
        Lanes.Widen(job->Vector + start, tile, n);
        ProjectTile(job, chunk, tile, start, n);
    }

    /// <summary>w ← w − Qc, and the share of ‖w‖².</summary>
    [SkipLocalsInit]
    public static void Subtract(nint state, int chunk)
    {
        var job = (BasisJob<T>*)state;
        var (start, n) = Rows(job, chunk);
        var tile = stackalloc double[Length];
        SubtractTile(job, tile, start, n);
        job->Partials[((long)chunk * job->Stride) + job->Stride - 1] = Lanes.Dot(job->Vector + start, job->Vector + start, n);
    }

    /// <summary>Q ← Q·S on one tile.</summary>
    [SkipLocalsInit]
    public static void Rotate(nint state, int tileIndex)
    {
        var job = (BasisJob<T>*)state;
        var length = TileLength(job->Kept);
        var start = tileIndex * (long)length;
        var n = (int)Math.Min(length, job->Length - start);
        var results = stackalloc T[job->Kept * length];
        var sum = stackalloc double[length];
        for (var i = 0; i < job->Kept; i++)
        {
            new Span<double>(sum, n).Clear();
            var c = job->Subtract + ((long)i * job->Count);
            for (var g = 0; g < job->Groups; g++)
            {
                var j = g * 4;
                Lanes.AddFour(
                    job->Vectors + j, (int)start, After(job, g, (int)start, n),
                    c[j], At(c, j + 1, job->Count), At(c, j + 2, job->Count), At(c, j + 3, job->Count), sum, n);
            }

            Lanes.Narrow(sum, results + (i * length), n);
        }

        for (var i = 0; i < job->Kept; i++)
            new ReadOnlySpan<T>(results + (i * length), n).CopyTo(new Span<T>(job->Vectors[i] + start, n));
    }

    private static double At(double* c, int index, int count) => index < count ? c[index] : 0;

    private static void ProjectTile(BasisJob<T>* job, int chunk, double* tile, int start, int n)
    {
        var partial = job->Partials + ((long)chunk * job->Stride);
        for (var g = 0; g < job->Groups; g++) Lanes.DotFour(job->Vectors + (4 * g), start, After(job, g, start, n), tile, n, partial + (4 * g));
    }

    private static void SubtractTile(BasisJob<T>* job, double* tile, int start, int n)
    {
        Lanes.Widen(job->Vector + start, tile, n);
        for (var g = 0; g < job->Groups; g++)
        {
            var c = job->Subtract + (4 * g);
            Lanes.AddFour(job->Vectors + (4 * g), start, After(job, g, start, n), -c[0], -c[1], -c[2], -c[3], tile, n);
        }

        Lanes.Narrow(tile, job->Vector + start, n);
    }

    // After a group comes the next one, and after the last the first again, further down.
    private static Upcoming<T> After(BasisJob<T>* job, int group, int start, int n) => group + 1 < job->Groups
        ? new Upcoming<T>(job->Vectors + (4 * (group + 1)), start)
        : new Upcoming<T>(job->Vectors, start + n);

    private static (int Start, int Count) Rows(BasisJob<T>* job, int chunk)
    {
        var start = chunk * Length;
        return (start, Math.Min(Length, job->Length - start));
    }
}
