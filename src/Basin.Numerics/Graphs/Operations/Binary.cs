using System.Numerics;
using Basin.Numerics.Kernels;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>c = f(a, b), element by element, with shapes broadcast as NumPy does.</summary>
/// <remarks>
/// ċ = fₐȧ + f_bḃ; ā = fₐc̄, summed over the axes along which a repeats; the tangent of ā is fₐ times that of c̄ plus
/// (fₐₐȧ + fₐ_bḃ)c̄. Made by <see cref="Arithmetic"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TFunction">f.</typeparam>
public sealed unsafe class Binary<T, TFunction> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, IBinary<T>
{
    private readonly BroadcastLoop _loop;
    private readonly BroadcastLoop? _exampleLoop;
    private readonly int _exampleStrideA, _exampleStrideB;
    private readonly bool _repeatsA, _repeatsB;

    internal Binary(Operation<T> a, Operation<T> b)
        : base(Arithmetic.BroadcastShape(a.Shape, b.Shape), a, b)
    {
        int[] stridesA = Rearranging.BroadcastStrides(a.Shape, Shape), stridesB = Rearranging.BroadcastStrides(b.Shape, Shape);
        _loop = new BroadcastLoop(Shape.Extents.AsSpan(), stridesA, stridesB);
        _repeatsA = a.Shape.Length != Shape.Length;
        _repeatsB = b.Shape.Length != Shape.Length;
        if (ExampleAxis != ExampleAxis.First) return;
        _exampleLoop = new BroadcastLoop(Shape.Extents.AsSpan()[1..], stridesA.AsSpan()[1..], stridesB.AsSpan()[1..]);
        (_exampleStrideA, _exampleStrideB) = (stridesA[0], stridesB[0]);
    }

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis =>
        Inputs.Any(input => input.ExampleAxis == ExampleAxis.First && (input.Shape.Rank != Shape.Rank || input.Shape[0] != Shape[0]))
            ? ExampleAxis.Lost
            : base.ExampleAxis;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        int n = _loop.InnerLength, strideA = _loop.InnerStrideA, strideB = _loop.InnerStrideB;
        var c = pass.Output.Value;
        for (var line = 0; line < _loop.Outer; line++, c += n)
        {
            var a = pass.Input(0).Value + _loop.OffsetsA[line];
            var b = pass.Input(1).Value + _loop.OffsetsB[line];
            for (var i = 0; i < n; i++) c[i] = TFunction.Value(a[i * strideA], b[i * strideB]);
        }
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        int n = _loop.InnerLength, strideA = _loop.InnerStrideA, strideB = _loop.InnerStrideB;
        ref var inputA = ref pass.Input(0);
        ref var inputB = ref pass.Input(1);
        var c = pass.Output.Tangent;
        for (var line = 0; line < _loop.Outer; line++, c += n)
        {
            int offsetA = _loop.OffsetsA[line], offsetB = _loop.OffsetsB[line];
            T* a = inputA.Value + offsetA, b = inputB.Value + offsetB;
            for (var i = 0; i < n; i++)
            {
                T x = a[i * strideA], y = b[i * strideB], tangent = T.Zero;
                if (inputA.IsActive) tangent = TFunction.SlopeA(x, y) * inputA.Tangent[offsetA + (i * strideA)];
                if (inputB.IsActive) tangent += TFunction.SlopeB(x, y) * inputB.Tangent[offsetB + (i * strideB)];
                c[i] = tangent;
            }
        }
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        if (pass.Input(0).Adjoint != null)
        {
            var add = Begin(pass.Input(0).Adjoint, pass.Input(0), _repeatsA);
            Pull<AlongA>(pass, new(_loop), pass.Input(0).Adjoint, pass.Output.Adjoint, null, add);
        }

        if (pass.Input(1).Adjoint != null)
        {
            var add = Begin(pass.Input(1).Adjoint, pass.Input(1), _repeatsB);
            Pull<AlongB>(pass, new(_loop), pass.Input(1).Adjoint, pass.Output.Adjoint, null, add);
        }
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        if (pass.Input(0).AdjointTangent != null)
        {
            var add = Begin(pass.Input(0).AdjointTangent, pass.Input(0), _repeatsA);
            Pull<AlongA>(pass, new(_loop), pass.Input(0).AdjointTangent, pass.Output.AdjointTangent, pass.Output.Adjoint, add);
        }

        if (pass.Input(1).AdjointTangent != null)
        {
            var add = Begin(pass.Input(1).AdjointTangent, pass.Input(1), _repeatsB);
            Pull<AlongB>(pass, new(_loop), pass.Input(1).AdjointTangent, pass.Output.AdjointTangent, pass.Output.Adjoint, add);
        }
    }

    /// <inheritdoc/>
    public override bool HasExampleAdjoint(int input) => _exampleLoop is not null && (input == 0 ? _exampleStrideA : _exampleStrideB) == 0;

    /// <inheritdoc/>
    public override void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate)
    {
        var each = Shape.Length / Shape[0];
        for (var e = first; e < first + count; e++, rows += rowStride)
        {
            if (!accumulate) new Span<T>(rows, pass.Input(input).Length).Clear();
            var loop = new Lines(_exampleLoop!, e * _exampleStrideA, e * _exampleStrideB);
            var c = pass.Output.Adjoint + ((long)e * each);
            if (input == 0) Pull<AlongA>(pass, loop, rows, c, null, add: true);
            else Pull<AlongB>(pass, loop, rows, c, null, add: true);
        }
    }

    // A loop, and where it begins in a and b.
    private readonly record struct Lines(BroadcastLoop Loop, int StartA = 0, int StartB = 0);

    // One input's partial derivatives, so that both are pulled back by one loop.
    private interface ISide
    {
        static abstract bool IsA { get; }

        static abstract T Slope(T a, T b);

        static abstract T Bend(T a, T b);
    }

    private readonly struct AlongA : ISide
    {
        public static bool IsA => true;

        public static T Slope(T a, T b) => TFunction.SlopeA(a, b);

        public static T Bend(T a, T b) => TFunction.BendA(a, b);
    }

    private readonly struct AlongB : ISide
    {
        public static bool IsA => false;

        public static T Slope(T a, T b) => TFunction.SlopeB(a, b);

        public static T Bend(T a, T b) => TFunction.BendB(a, b);
    }

    private static void Pull<TSide>(in Pass<T> pass, in Lines lines, T* target, T* output, T* outputAdjoint, bool add)
        where TSide : struct, ISide
    {
        var loop = lines.Loop;
        int n = loop.InnerLength, strideA = loop.InnerStrideA, strideB = loop.InnerStrideB;
        ref var inputA = ref pass.Input(0);
        ref var inputB = ref pass.Input(1);
        T* same = TSide.IsA ? inputA.Tangent : inputB.Tangent, other = TSide.IsA ? inputB.Tangent : inputA.Tangent;
        int strideSame = TSide.IsA ? strideA : strideB, strideOther = TSide.IsA ? strideB : strideA;
        for (var line = 0; line < loop.Outer; line++)
        {
            int offsetA = lines.StartA + loop.OffsetsA[line], offsetB = lines.StartB + loop.OffsetsB[line];
            int offsetSame = TSide.IsA ? offsetA : offsetB, offsetOther = TSide.IsA ? offsetB : offsetA;
            for (var i = 0; i < n; i++)
            {
                T a = inputA.Value[offsetA + (i * strideA)], b = inputB.Value[offsetB + (i * strideB)];
                var pulled = TSide.Slope(a, b) * output[((long)line * n) + i];
                if (outputAdjoint != null)
                {
                    var bend = T.Zero;
                    if (same != null) bend = TSide.Bend(a, b) * same[offsetSame + (i * strideSame)];
                    if (other != null) bend += TFunction.BendAB(a, b) * other[offsetOther + (i * strideOther)];
                    pulled += bend * outputAdjoint[((long)line * n) + i];
                }

                ref var element = ref target[offsetSame + (i * strideSame)];
                element = add ? element + pulled : pulled;
            }
        }
    }

    // Sums over repeated axes add up from zero.
    private static bool Begin(T* target, in Slot<T> slot, bool repeats)
    {
        if (repeats && !slot.Accumulate) new Span<T>(target, slot.Length).Clear();
        return repeats || slot.Accumulate;
    }
}
