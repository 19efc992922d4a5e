using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>L·x·Lᵀ for patches x of some adjacent channels: a matrix applied to the columns of a patch, then to its rows.</summary>
internal readonly unsafe struct PatchTransform
{
    /// <summary>Floats of the scratch memory that a transform needs.</summary>
    public const int ScratchFloats = Points.Count * 16;

    private readonly delegate*<float*, nint, nint, float*, nint, nint, int, float*, void> _apply;

    private PatchTransform(delegate*<float*, nint, nint, float*, nint, nint, int, float*, void> apply) => _apply = apply;

    /// <summary>The transform by <typeparamref name="TLine"/> in vectors of <paramref name="bits"/> bits.</summary>
    public static PatchTransform By<TLine>(int bits)
        where TLine : ILine => bits switch
        {
            512 => new(&Apply<Simd512<float>, TLine>),
            256 => new(&Apply<Simd256<float>, TLine>),
            _ => new(&Apply<Simd128<float>, TLine>),
        };

    /// <summary>Transforms one patch. Strides in floats; channels are a multiple of 16.</summary>
    public void Apply(float* from, nint row, nint column, float* to, nint toRow, nint toColumn, int channels, float* scratch) =>
        _apply(from, row, column, to, toRow, toColumn, channels, scratch);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<S, TLine>(float* from, nint row, nint column, float* to, nint toRow, nint toColumn, int channels, float* scratch)
        where S : unmanaged, ISimd<S, float>
        where TLine : ILine
    {
        nint count = S.Count;
        for (nint c = 0; c < channels; c += count)
        {
            for (nint j = 0; j < TLine.Inputs; j++)
                TLine.Apply<S>(from + c + (j * column), row, scratch + (j * count), TLine.Inputs * count);
            for (nint i = 0; i < TLine.Outputs; i++)
                TLine.Apply<S>(scratch + (i * TLine.Inputs * count), count, to + c + (i * toRow), toColumn);
        }
    }
}
