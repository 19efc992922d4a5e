using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>How a window slides over an image, axis by axis: the settings that convolutions and pools share.</summary>
internal sealed record WindowSettings(int[] Kernel, int[] Strides, int[] Dilations, int[] PadsBefore, int[] PadsAfter)
{
    private const int Largest = 1 << 20;

    /// <summary>Reads the settings of a node.</summary>
    /// <param name="call">The node.</param>
    /// <param name="extents">The image, without examples and channels.</param>
    /// <param name="kernel">The window; null to read it from the settings.</param>
    public static WindowSettings Read(OnnxCall call, int[] extents, int[]? kernel)
    {
        var rank = extents.Length;
        var declared = call.Integers("kernel_shape") is null ? kernel ?? throw call.Bad("no kernel_shape", "a window") : call.Sizes("kernel_shape", rank, 1, 1);
        if (kernel is not null && !declared.AsSpan().SequenceEqual(kernel)) throw call.Bad($"kernel_shape [{string.Join(", ", declared)}]", $"the weights' [{string.Join(", ", kernel)}]");
        int[] strides = call.Sizes("strides", rank, 1, 1), dilations = call.Sizes("dilations", rank, 1, 1), pads = call.Sizes("pads", 2 * rank, 0, 0);
        int[] before = pads[..rank], after = pads[rank..];
        var auto = call.Text("auto_pad", "NOTSET");
        for (var axis = 0; axis < rank; axis++) RequireSmall(call, extents[axis], declared[axis], dilations[axis], Math.Max(before[axis], after[axis]));
        if (auto is "SAME_UPPER" or "SAME_LOWER") PadToSame(extents, declared, strides, dilations, before, after, isLower: auto == "SAME_LOWER");
        else if (auto == "VALID") (before, after) = (new int[rank], new int[rank]);
        else if (auto != "NOTSET") throw call.Bad($"auto_pad '{auto}'", "NOTSET, VALID, SAME_UPPER or SAME_LOWER");
        return new WindowSettings(declared, strides, dilations, before, after);
    }

    // Pads further than the window reaches would only add windows without pixels, and memory for them.
    private static void RequireSmall(OnnxCall call, int extent, int kernel, int dilation, int pad)
    {
        var span = ((kernel - 1L) * dilation) + 1;
        if (span > Largest || pad > Math.Max(span, extent))
            throw call.Bad($"a window over {span:N0} pixels and {pad:N0} pixels of padding for an image of {extent:N0}", $"at most {Largest:N0}, and no more padding than the larger of window and image");
    }

    // As many windows as extent / stride, rounded up.
    private static void PadToSame(int[] extents, int[] kernel, int[] strides, int[] dilations, int[] before, int[] after, bool isLower)
    {
        for (var axis = 0; axis < extents.Length; axis++)
        {
            var windows = (extents[axis] + strides[axis] - 1) / strides[axis];
            var total = Math.Max(0, ((windows - 1) * strides[axis]) + ((kernel[axis] - 1) * dilations[axis]) + 1 - extents[axis]);
            before[axis] = isLower ? (total + 1) / 2 : total / 2;
            after[axis] = total - before[axis];
        }
    }
}
