using System.Runtime.Intrinsics.X86;
using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Convolutions;

#pragma warning disable CA1051 // A record of addresses on the caller's stack.

/// <summary>Copies weights into panels once a call, so that every term of a panel is adjacent to the next. Strides in bytes.</summary>
internal unsafe struct WeightPacking
{
    // Below this a fork costs more than the copy.
    private const long SerialBytes = 64 * 1024;

    public PanelPlan Panels;
    public byte* Source1;
    public byte* Source2;
    public byte* Target;

    /// <summary>Of one operand, of one group, packed.</summary>
    public nint OperandBytes;
    public nint GroupBytes;
    public nint SourceGroupBytes;
    public nint TermStride;
    public nint ColumnStride;

    /// <summary>Terms of one tap, and of all.</summary>
    public int TapTerms;
    public int AllTerms;
    public int ElementBytes;

    /// <summary>The taps in the order of their terms; null when the weights lie in that order.</summary>
    public int* Order;
    public int Taps;
    public nint TapBytes;

    /// <summary>Packs all panels of all groups.</summary>
    public void Run(Workers workers, int groups)
    {
        // By taps rather than by panels: the weights of one tap are adjacent, and few pages are open at a time.
        fixed (WeightPacking* self = &this)
        {
            var chunks = groups * Taps;
            if (OperandBytes >= SerialBytes)
            {
                workers.Run(chunks, &RunChunk, (nint)self);
                return;
            }

            for (var chunk = 0; chunk < chunks; chunk++) RunChunk((nint)self, chunk);
        }
    }

    /// <summary>Packs some terms of one tap for one panel.</summary>
    public readonly void PackSome(int group, in Panel panel, int firstTerm, int terms, bool second, byte* target) =>
        Panels.Pack(panel, SourceOf(group, firstTerm, second), TermStride, ColumnStride, terms, target);

    /// <summary>Asks for what <see cref="PackSome"/> will read: short pieces far apart, which hardware does not foresee.</summary>
    public readonly void Prefetch(int group, in Panel panel, int firstTerm, int terms, bool second)
    {
        if (!Sse.IsSupported) return;
        var source = SourceOf(group, firstTerm, second) + (panel.Column * ColumnStride);
        var (pieces, stride, bytes) = ColumnStride == ElementBytes ? (terms, TermStride, panel.Columns * ElementBytes) : (panel.Columns, ColumnStride, terms * ElementBytes);
        for (var piece = 0; piece < pieces; piece++)
        {
            for (var at = 0; at < bytes; at += 64) Sse.Prefetch1(source + (piece * stride) + at);
        }
    }

    private readonly byte* SourceOf(int group, int firstTerm, bool second)
    {
        var (tap, term) = (firstTerm / TapTerms, firstTerm % TapTerms);
        return (second ? Source2 : Source1) + (group * SourceGroupBytes) + ((Order == null ? tap : Order[tap]) * TapBytes) + (term * TermStride);
    }

    private static void RunChunk(nint state, int chunk)
    {
        var self = (WeightPacking*)state;
        var (group, tap) = (chunk / self->Taps, chunk % self->Taps);
        var from = (group * self->SourceGroupBytes) + ((self->Order == null ? tap : self->Order[tap]) * self->TapBytes);
        for (var p = 0; p < self->Panels.Count; p++)
        {
            var panel = self->Panels[p];
            var target = self->Target + (group * self->GroupBytes)
                + ((nint)panel.Column * self->ElementBytes * self->AllTerms) + (tap * self->TapTerms * panel.PackedStride);
            self->Panels.Pack(panel, self->Source1 + from, self->TermStride, self->ColumnStride, self->TapTerms, target);
            if (self->Source2 != null)
                self->Panels.Pack(panel, self->Source2 + from, self->TermStride, self->ColumnStride, self->TapTerms, target + self->OperandBytes);
        }
    }
}
