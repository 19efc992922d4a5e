using System.Numerics;

namespace Basin.Numerics.Kernels;

/// <summary>
/// target[Σ iₐtₐ] (+)= source[Σ iₐsₐ] over all indices i of a box: transposes, slices, broadcasts, paddings and sums are
/// this one loop with different strides.
/// </summary>
public sealed unsafe class StridedCopy
{
    private readonly int[] _extents;
    private readonly int[] _sourceStrides;
    private readonly int[] _targetStrides;

    /// <summary>Prepares the loop; neighbouring axes that are contiguous on both sides become one.</summary>
    /// <param name="extents">The box.</param>
    /// <param name="sourceStrides">Elements per step along each axis in the source; 0 repeats.</param>
    /// <param name="targetStrides">The same in the target; 0 sums, and then only adding makes sense.</param>
    public StridedCopy(ReadOnlySpan<int> extents, ReadOnlySpan<int> sourceStrides, ReadOnlySpan<int> targetStrides)
    {
        var (box, from, to) = (new List<int>(), new List<int>(), new List<int>());
        for (var axis = 0; axis < extents.Length; axis++)
        {
            if (extents[axis] == 1) continue;
            if (box.Count > 0 && from[^1] == sourceStrides[axis] * extents[axis] && to[^1] == targetStrides[axis] * extents[axis])
            {
                box[^1] *= extents[axis];
                (from[^1], to[^1]) = (sourceStrides[axis], targetStrides[axis]);
            }
            else
            {
                box.Add(extents[axis]);
                from.Add(sourceStrides[axis]);
                to.Add(targetStrides[axis]);
            }
        }

        if (box.Count == 0)
        {
            box.Add(1);
            from.Add(1);
            to.Add(1);
        }

        (_extents, _sourceStrides, _targetStrides) = ([.. box], [.. from], [.. to]);
    }

    /// <summary>Elements per step along each axis of a dense row-major array.</summary>
    public static int[] DenseStrides(ReadOnlySpan<int> extents)
    {
        var strides = new int[extents.Length];
        var stride = 1;
        for (var axis = extents.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= extents[axis];
        }

        return strides;
    }

    /// <summary>Runs the loop in order of the indices.</summary>
    public void Run<T>(T* source, T* target, bool add)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(0, source, target, add);

    private void Run<T>(int axis, T* source, T* target, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (axis == _extents.Length - 1)
        {
            Line(_extents[axis], source, _sourceStrides[axis], target, _targetStrides[axis], add);
            return;
        }

        for (var i = 0; i < _extents[axis]; i++)
        {
            Run(axis + 1, source, target, add);
            source += _sourceStrides[axis];
            target += _targetStrides[axis];
        }
    }

    private static void Line<T>(int length, T* source, int sourceStride, T* target, int targetStride, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (sourceStride == 1 && targetStride == 1 && !add)
            new ReadOnlySpan<T>(source, length).CopyTo(new Span<T>(target, length));
        else if (add)
            for (var i = 0; i < length; i++) target[i * targetStride] += source[i * sourceStride];
        else
            for (var i = 0; i < length; i++) target[i * targetStride] = source[i * sourceStride];
    }
}
