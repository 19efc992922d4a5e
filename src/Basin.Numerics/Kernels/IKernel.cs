using System.Numerics;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels;

/// <summary>A loop over items, in the vector width of the machine. The fields of the struct are its arguments.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Works on items start … end − 1, which are the <paramref name="chunk"/>-th chunk. Copies the fields it needs to
    /// locals, because a store through a pointer might change a field for all the compiler knows.
    /// </summary>
    void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>;
}
