using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Convolutions;

/// <summary>Parts of a sum that chunks have left behind each other, to be added to the first in their order.</summary>
internal readonly unsafe struct PartialSums(byte* target, byte* parts, nint length, int count, bool isDouble)
{
    private const int Together = 16 * 1024;

    private readonly byte* _target = target;
    private readonly byte* _parts = parts;

    /// <summary>Adds them all.</summary>
    public void Add(Workers workers)
    {
        if (count == 0) return;
        var self = this;
        workers.Run((int)((length + Together - 1) / Together), &AddPiece, (nint)(&self));
    }

    /// <summary>target += Σ parts, <paramref name="stride"/> numbers from one part to the next.</summary>
    public static void Add<T>(T* target, T* parts, nint stride, int count, nint length)
        where T : unmanaged, INumber<T>
    {
        nint i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var sum = Vector.Load(target + i);
            for (var part = 0; part < count; part++) sum += Vector.Load(parts + (part * stride) + i);
            sum.Store(target + i);
        }

        for (; i < length; i++)
        {
            for (var part = 0; part < count; part++) target[i] += parts[(part * stride) + i];
        }
    }

    private static void AddPiece(nint state, int piece)
    {
        var self = (PartialSums*)state;
        if (self->IsDouble) self->AddPiece<double>(piece);
        else self->AddPiece<float>(piece);
    }

    private bool IsDouble => isDouble;

    private void AddPiece<T>(int piece)
        where T : unmanaged, INumber<T>
    {
        var first = (nint)piece * Together;
        Add((T*)_target + first, (T*)_parts + first, length, count, Math.Min(Together, length - first));
    }
}
