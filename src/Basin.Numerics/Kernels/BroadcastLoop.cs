namespace Basin.Numerics.Kernels;

/// <summary>The index arithmetic of c = f(a, b) with broadcasting: the fewest axes that describe it, innermost last.</summary>
internal sealed class BroadcastLoop
{
    public BroadcastLoop(ReadOnlySpan<int> extents, ReadOnlySpan<int> stridesA, ReadOnlySpan<int> stridesB)
    {
        var (box, a, b) = (new List<int>(), new List<int>(), new List<int>());
        for (var axis = 0; axis < extents.Length; axis++)
        {
            if (extents[axis] == 1) continue;
            if (box.Count > 0 && a[^1] == stridesA[axis] * extents[axis] && b[^1] == stridesB[axis] * extents[axis])
            {
                box[^1] *= extents[axis];
                (a[^1], b[^1]) = (stridesA[axis], stridesB[axis]);
            }
            else
            {
                box.Add(extents[axis]);
                a.Add(stridesA[axis]);
                b.Add(stridesB[axis]);
            }
        }

        if (box.Count == 0)
        {
            box.Add(1);
            a.Add(1);
            b.Add(1);
        }

        InnerLength = box[^1];
        (InnerStrideA, InnerStrideB) = (a[^1], b[^1]);
        Outer = 1;
        for (var axis = 0; axis < box.Count - 1; axis++) Outer *= box[axis];
        OffsetsA = Offsets(box, a);
        OffsetsB = Offsets(box, b);
    }

    /// <summary>Elements of the innermost axis; contiguous in c.</summary>
    public int InnerLength { get; }

    /// <summary>1, or 0 where a repeats.</summary>
    public int InnerStrideA { get; }

    /// <summary>1, or 0 where b repeats.</summary>
    public int InnerStrideB { get; }

    /// <summary>How many inner lines there are.</summary>
    public int Outer { get; }

    /// <summary>Where each line begins in a.</summary>
    public int[] OffsetsA { get; }

    /// <summary>Where each line begins in b.</summary>
    public int[] OffsetsB { get; }

    private int[] Offsets(List<int> box, List<int> strides)
    {
        var offsets = new int[Outer];
        for (var line = 0; line < Outer; line++)
        {
            var rest = line;
            for (var axis = box.Count - 2; axis >= 0; axis--)
            {
                offsets[line] += rest % box[axis] * strides[axis];
                rest /= box[axis];
            }
        }

        return offsets;
    }
}
