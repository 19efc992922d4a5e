using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Convolutions;

/// <summary>Turns a convolution, forwards or back to the data, into phases and stretches, and packs its weights.</summary>
internal static unsafe class WindowPlanner
{
    // Weights smaller than this stay in the nearest cache however they lie, and few pixels do not repay a copy.
    private const long PackedWeights = 48 * 1024;
    private const long PackedPixels = 512;

    /// <summary>y (+)= x₁ ∗ w₁ [+ x₂ ∗ w₂]; the second pair is absent when <paramref name="x2"/> is null.</summary>
    public static void Forward(TileSet set, Workers workers, in ConvolutionShape shape, byte* x1, byte* w1, byte* x2, byte* w2, byte* y, bool accumulate, long largeWeights = WindowPass.LargeWeights)
    {
        nint size = set.ElementBytes;
        var operands = x2 == null ? 1 : 2;
        var (outHeight, outWidth) = (shape.OutHeight, shape.OutWidth);
        var taps = shape.KernelHeight * shape.KernelWidth;
        var terms = taps * shape.GroupChannels;
        var blocked = terms * (long)shape.OutChannels * size > largeWeights;
        var pass = new WindowPass
        {
            X1 = x1,
            X2 = x2,
            Y = y,
            Images = new PaddedImages(
                shape.Height, shape.Width, shape.Channels * size,
                -shape.PadTop, ((outHeight - 1) * shape.StrideY) + shape.SpanY, -shape.PadLeft, ((outWidth - 1) * shape.StrideX) + shape.SpanX, blocked),
            Batch = shape.Batch,
            Operands = operands,
            Accumulate = accumulate,
            RunRows = shape.StrideY,
            SpanRows = shape.SpanY,
            RowStrideC = shape.OutChannels * size,
            RunStrideC = outWidth * shape.OutChannels * size,
            OutImageBytes = outHeight * (nint)outWidth * shape.OutChannels * size,
            Groups = shape.Groups,
            GroupBytesX = shape.GroupChannels * size,
            GroupBytesY = shape.GroupOutChannels * size,
            Columns = shape.GroupOutChannels,
            PhaseCount = 1,
            Terms = terms,
            B1 = w1,
            B2 = w2,
            TermStrideB = shape.OutChannels * size,
            GroupBytesB = shape.GroupOutChannels * size,
        };
        var phase = new Phase { Rows = outHeight, Columns = outWidth };
        pass.Phases = &phase;
        pass.RowStrideA = shape.StrideX * pass.Images.PixelBytes;
        pass.PlanPanels(set);
        var packed = !blocked && terms * shape.OutChannels * size > PackedWeights && (long)shape.Batch * outHeight * outWidth >= PackedPixels && pass.Panels.Count > 1;
        var packedBytes = packed ? pass.Panels.PackedTermBytes * terms * shape.Groups : 0;
        var most = MostStretches(taps, terms, blocked, size);
        var segmentBytes = WindowPass.SegmentBytes(most, operands);
        var memory = Scratch.Take(ScratchUse.ConvolutionCall, (most * sizeof(Stretch)) + segmentBytes + 128 + (packedBytes * operands));
        pass.Stretches = (Stretch*)memory;
        var stretches = 0;
        for (var ky = 0; ky < shape.KernelHeight; ky++)
        {
            for (var kx = 0; kx < shape.KernelWidth; kx++)
            {
                var tap = (ky * shape.KernelWidth) + kx;
                var image = (ky * shape.DilationY * pass.Images.RowBytes) + (kx * shape.DilationX * pass.Images.PixelBytes);
                Add(pass.Stretches, ref stretches, 0, image, tap * shape.GroupChannels, shape.GroupChannels, size, blocked);
            }
        }

        pass.StretchCount = phase.SegmentCount = stretches;
        memory += most * sizeof(Stretch);
        var packing = new WeightPacking
        {
            Panels = pass.Panels,
            Source1 = w1,
            Source2 = w2,
            Target = Align(memory + segmentBytes),
            OperandBytes = (nint)packedBytes,
            GroupBytes = (nint)(packedBytes / shape.Groups),
            SourceGroupBytes = pass.GroupBytesB,
            TermStride = pass.TermStrideB,
            ColumnStride = size,
            TapTerms = shape.GroupChannels,
            AllTerms = terms,
            ElementBytes = (int)size,
            Taps = taps,
            TapBytes = shape.GroupChannels * shape.OutChannels * size,
        };
        pass.Weights = &packing;
        pass.Blocked = blocked;
        if (packed)
        {
            packing.Run(workers, shape.Groups);
            pass.IsPacked = true;
            pass.B1 = packing.Target;
            pass.B2 = packing.Target + packedBytes;
            pass.GroupBytesB = packing.GroupBytes;
        }

        pass.Plan((Segment*)memory, shape.Flops * operands);
        pass.Run(workers);
    }

    /// <summary>x̄ (+)= the transpose of the convolution with w₁ applied to ȳ₁ [and with w₂ to ȳ₂].</summary>
    /// <remarks>
    /// Input pixel i gets weight k of output o where i = o·stride + k·dilation − padding: for pixels that leave the same
    /// rest by the stride, a convolution of the outputs by some of the weights, in reverse and transposed.
    /// </remarks>
    public static void BackwardData(TileSet set, Workers workers, in ConvolutionShape shape, byte* dy1, byte* w1, byte* dy2, byte* w2, byte* dx, bool accumulate, long largeWeights = WindowPass.LargeWeights)
    {
        nint size = set.ElementBytes;
        var operands = dy2 == null ? 1 : 2;
        var taps = shape.KernelHeight * shape.KernelWidth;
        var phaseCount = shape.StrideY * shape.StrideX;
        var (outHeight, outWidth) = (shape.OutHeight, shape.OutWidth);
        var terms = taps * shape.GroupOutChannels;
        var blocked = terms * (long)shape.Channels * size > largeWeights;
        var (firstY, visitedY, spanY) = Reach(shape.Height, shape.KernelHeight, shape.StrideY, shape.DilationY, shape.PadTop);
        var (firstX, visitedX, _) = Reach(shape.Width, shape.KernelWidth, shape.StrideX, shape.DilationX, shape.PadLeft);
        var pass = new WindowPass
        {
            X1 = dy1,
            X2 = dy2,
            Y = dx,
            Images = new PaddedImages(outHeight, outWidth, shape.OutChannels * size, firstY, visitedY, firstX, visitedX, blocked),
            Batch = shape.Batch,
            Operands = operands,
            Accumulate = accumulate,
            RunRows = 1,
            SpanRows = spanY,
            RowStrideC = shape.StrideX * shape.Channels * size,
            RunStrideC = shape.StrideY * (nint)shape.Width * shape.Channels * size,
            OutImageBytes = shape.Height * (nint)shape.Width * shape.Channels * size,
            Groups = shape.Groups,
            GroupBytesX = shape.GroupOutChannels * size,
            GroupBytesY = shape.GroupChannels * size,
            Columns = shape.GroupChannels,
            PhaseCount = phaseCount,
            Terms = terms,
            IsPacked = true,
        };

        pass.RowStrideA = pass.Images.PixelBytes;

        // One area for everything; the phases come first because the panels depend on the first of them.
        var most = MostStretches(taps, terms, blocked, size);
        var segmentBytes = WindowPass.SegmentBytes(most, operands);
        var vectorBytes = ((long)shape.GroupChannels * size) + set.VectorBytes;
        var packedMost = blocked ? 0 : vectorBytes * terms * shape.Groups;
        var memory = Scratch.Take(
            ScratchUse.ConvolutionCall,
            (phaseCount * sizeof(Phase)) + (most * sizeof(Stretch)) + (taps * sizeof(int)) + segmentBytes + 192 + (packedMost * operands));
        pass.Phases = (Phase*)memory;
        memory += phaseCount * sizeof(Phase);
        pass.Stretches = (Stretch*)memory;
        memory += most * sizeof(Stretch);
        var order = (int*)memory;
        memory = Align(memory + (taps * sizeof(int)));
        var (stretches, tap) = (0, 0);
        for (var phase = 0; phase < phaseCount; phase++)
        {
            var (py, px) = (phase / shape.StrideX, phase % shape.StrideX);
            var first = stretches;
            for (var ky = shape.KernelHeight - 1; ky >= 0; ky--)
            {
                if (!Reaches(py + shape.PadTop - (ky * shape.DilationY), shape.StrideY, out var oy)) continue;
                for (var kx = shape.KernelWidth - 1; kx >= 0; kx--)
                {
                    if (!Reaches(px + shape.PadLeft - (kx * shape.DilationX), shape.StrideX, out var ox)) continue;
                    var image = ((oy - firstY) * pass.Images.RowBytes) + ((ox - firstX) * pass.Images.PixelBytes);
                    Add(pass.Stretches, ref stretches, first, image, tap * shape.GroupOutChannels, shape.GroupOutChannels, size, blocked);
                    order[tap++] = (ky * shape.KernelWidth) + kx;
                }
            }

            pass.Phases[phase] = new Phase
            {
                Rows = (shape.Height - py + shape.StrideY - 1) / shape.StrideY,
                Columns = (shape.Width - px + shape.StrideX - 1) / shape.StrideX,
                Start = ((py * (nint)shape.Width) + px) * shape.Channels * size,
                FirstSegment = first,
                SegmentCount = stretches - first,
            };
        }

        pass.StretchCount = stretches;
        pass.PlanPanels(set);
        var packedBytes = pass.Panels.PackedTermBytes * terms * shape.Groups;
        var packing = new WeightPacking
        {
            Panels = pass.Panels,
            Source1 = w1,
            Source2 = w2,
            Target = Align(memory + segmentBytes),
            OperandBytes = (nint)packedBytes,
            GroupBytes = (nint)(packedBytes / shape.Groups),
            SourceGroupBytes = shape.GroupOutChannels * size,
            TermStride = size,
            ColumnStride = shape.OutChannels * size,
            TapTerms = shape.GroupOutChannels,
            AllTerms = terms,
            ElementBytes = (int)size,
            Order = order,
            Taps = tap,
            TapBytes = shape.GroupChannels * shape.OutChannels * size,
        };
        pass.Weights = &packing;
        pass.Blocked = blocked;
        if (!blocked) packing.Run(workers, shape.Groups);
        pass.B1 = packing.Target;
        pass.B2 = packing.Target + packedBytes;
        pass.GroupBytesB = packing.GroupBytes;
        pass.Plan((Segment*)memory, shape.Flops * operands);
        pass.Run(workers);
    }

    /// <summary>The outputs that input positions of one axis see: the first, how many, and how many a single position spans.</summary>
    private static (int First, int Count, int Span) Reach(int length, int kernel, int stride, int dilation, int pad)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        for (var phase = 0; phase < Math.Min(stride, length); phase++)
        {
            for (var k = 0; k < kernel; k++)
            {
                if (Reaches(phase + pad - (k * dilation), stride, out var o)) (first, last) = (Math.Min(first, o), Math.Max(last, o));
            }
        }

        if (first == int.MaxValue) (first, last) = (0, 0);
        var positions = (length + stride - 1) / stride;
        return (first, last - first + positions, last - first + 1);
    }

    private static bool Reaches(int distance, int stride, out int output)
    {
        output = distance >= 0 ? distance / stride : -((-distance + stride - 1) / stride);
        return output * stride == distance;
    }

    private static byte* Align(byte* address) => (byte*)(((nint)address + 63) & ~(nint)63);

    private static int MostStretches(int taps, int terms, bool blocked, nint size) =>
        blocked ? taps + (terms / WindowPass.BlockTerms(size)) : taps;

    /// <summary>
    /// Adds a tap, to the last stretch of the phase where it continues both its pixels and its terms; in blocks, a tap
    /// stays alone and is cut into pieces.
    /// </summary>
    private static void Add(Stretch* stretches, ref int count, int first, nint image, int term, int terms, nint size, bool blocked)
    {
        if (blocked)
        {
            var most = WindowPass.BlockTerms(size);
            var pieces = (terms + most - 1) / most;
            for (var piece = 0; piece < pieces; piece++)
            {
                var (from, to) = (terms * piece / pieces, terms * (piece + 1) / pieces);
                stretches[count++] = new Stretch { Image = image + (from * size), FirstTerm = term + from, Terms = to - from };
            }

            return;
        }

        if (count > first)
        {
            ref var last = ref stretches[count - 1];
            if (last.Image + (last.Terms * size) == image && last.FirstTerm + last.Terms == term)
            {
                last.Terms += terms;
                return;
            }
        }

        stretches[count++] = new Stretch { Image = image, FirstTerm = term, Terms = terms };
    }
}
