using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>A small fixed matrix that is applied to one line of a patch. Each number of the line is a vector of channels.</summary>
internal unsafe interface ILine
{
    /// <summary>Columns of the matrix.</summary>
    static abstract int Inputs { get; }

    /// <summary>Rows of the matrix.</summary>
    static abstract int Outputs { get; }

    /// <summary>Reads <see cref="Inputs"/> vectors and writes <see cref="Outputs"/>, each at a step in floats.</summary>
    static abstract void Apply<S>(float* from, nint step, float* to, nint toStep)
        where S : unmanaged, ISimd<S, float>;
}
