using System.Numerics;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>Orthonormal vectors q₁ … q_k of ℝⁿ outside the managed heap, and the block Gram-Schmidt against them.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Memory for n scalars a vector, taken when the vector is first needed. Not for two threads at once.</remarks>
public sealed unsafe class OrthonormalBasis<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Pointers come in groups of four; the last group is filled up with a vector whose coefficient is zero.
    private const int Group = 4;

    // Subtracting what is this part of w or less leaves an error far below rounding, so that once is enough.
    private const double Small = 0.1;

    private readonly Workers _workers;
    private readonly NativeBuffer<T>?[] _vectors;
    private readonly NativeBuffer<nint> _pointers;
    private readonly NativeBuffer<double> _coefficients;
    private readonly NativeBuffer<double> _partials;
    private readonly int _stride;

    /// <summary>Makes room for vectors; takes memory for none yet.</summary>
    /// <param name="dimension">n, at least 1.</param>
    /// <param name="capacity">The most vectors it will hold, at least 1.</param>
    /// <param name="workers">Threads for long vectors; the calling thread alone when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public OrthonormalBasis(int dimension, int capacity, Workers? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (Dimension, Capacity) = (dimension, capacity);
        _workers = workers ?? Workers.Serial;
        _vectors = new NativeBuffer<T>?[capacity + 1];
        _stride = ((capacity + Group) / Group * Group) + 1;
        _pointers = new NativeBuffer<nint>(_stride + Group);
        _coefficients = new NativeBuffer<double>((2 * _stride) + Group);
        _partials = new NativeBuffer<double>((long)Vectors.Chunks(dimension) * _stride);
    }

    /// <summary>The length n of every vector.</summary>
    public int Dimension { get; }

    /// <summary>The most vectors it can hold.</summary>
    public int Capacity { get; }

    /// <summary>How many it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Vector <paramref name="index"/>, or the free one behind the last when it equals <see cref="Count"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside 0 … Count.</exception>
    public Span<T> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Count);
            return (_vectors[index] ??= new NativeBuffer<T>(Dimension)).Span;
        }
    }

    /// <summary>The vector behind the last: write the next one here, then <see cref="Keep"/> it.</summary>
    public Span<T> Next => this[Count];

    /// <summary>Takes <see cref="Next"/> into the basis; the caller has made it orthonormal.</summary>
    /// <exception cref="InvalidOperationException">The basis is full.</exception>
    public void Keep()
    {
        if (Count == Capacity) throw new InvalidOperationException($"The basis is full: it was made for {Capacity} vectors.");
        _ = Next;
        Count++;
    }

    /// <summary>Forgets the vectors from <paramref name="count"/> on; their memory stays for the next ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside 0 … Count.</exception>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        Count = count;
    }

    /// <summary>w ← (I − QQᵀ)w by classical Gram-Schmidt: orthogonal to the rounding of T, whatever w was.</summary>
    /// <param name="w">Shape (n).</param>
    /// <param name="coefficients">At least Count long; Qᵀw is added to it.</param>
    /// <returns>‖w‖ afterwards.</returns>
    /// <remarks>
    /// Reads every vector twice after the product of a Krylov chain, whose last vectors take nearly all, and three times otherwise.
    /// Source: Giraud, Langou, Rozložník and van den Eshof (2005), "twice is enough".
    /// </remarks>
    public double Orthogonalize(Span<T> w, Span<double> coefficients)
    {
        CheckLength(w.Length);
        if (Count == 0) return Vectors.Norm<T>(w, _workers);
        fixed (T* vector = w)
        {
            var first = _coefficients.Pointer;
            var second = first + _stride;
            var job = Prepare(vector);
            var before = SubtractLast(job, coefficients);
            Run(&BasisKernels<T>.Project, ref job, first);
            job.Subtract = first;
            var rest = 0.0;
            for (var i = 0; i < Count; i++)
            {
                coefficients[i] += first[i];
                rest += first[i] * first[i];
            }

            if (rest <= Small * Small * before) return Math.Sqrt(Run(&BasisKernels<T>.Subtract, ref job, null));
            Run(&BasisKernels<T>.SubtractThenProject, ref job, second);
            job.Subtract = second;
            for (var i = 0; i < Count; i++) coefficients[i] += second[i];
            return Math.Sqrt(Run(&BasisKernels<T>.Subtract, ref job, null));
        }
    }

    /// <summary>coefficients ← Qᵀw.</summary>
    /// <param name="w">Shape (n).</param>
    /// <param name="coefficients">At least Count long; the first Count are overwritten.</param>
    public void Project(ReadOnlySpan<T> w, Span<double> coefficients)
    {
        CheckLength(w.Length);
        if (Count == 0) return;
        fixed (T* vector = w)
        {
            var job = Prepare(vector);
            Run(&BasisKernels<T>.Project, ref job, _coefficients.Pointer);
        }

        new ReadOnlySpan<double>(_coefficients.Pointer, Count).CopyTo(coefficients);
    }

    /// <summary>y ← Q·c, each element summed in double precision and rounded once.</summary>
    /// <param name="coefficients">c, at least Count long.</param>
    /// <param name="y">Shape (n); must not be one of the vectors.</param>
    public void Combine(ReadOnlySpan<double> coefficients, Span<T> y)
    {
        CheckLength(y.Length);
        y.Clear();
        if (Count == 0) return;
        fixed (T* vector = y)
        {
            var job = Prepare(vector);
            for (var i = 0; i < Count; i++) _coefficients.Pointer[i] = -coefficients[i];
            job.Subtract = _coefficients.Pointer;
            Run(&BasisKernels<T>.Subtract, ref job, null);
        }
    }

    /// <summary>Replaces the vectors by Q·S and forgets the rest; S has orthonormal columns. <see cref="Next"/> keeps what it holds.</summary>
    /// <param name="columns">Shape (kept, Count): row i holds the coefficients of the new vector i.</param>
    /// <param name="kept">How many vectors remain, at most Count.</param>
    public void Rotate(ReadOnlySpan<double> columns, int kept)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, Count);
        fixed (double* s = columns)
        {
            var job = Prepare(null);
            job.Subtract = s;
            job.Kept = kept;
            var tile = BasisKernels<T>.TileLength(kept);
            Pool().Run((int)(((long)Dimension + tile - 1) / tile), &BasisKernels<T>.Rotate, (nint)(&job));
        }

        (_vectors[kept], _vectors[Count]) = (_vectors[Count], _vectors[kept]);
        Count = kept;
    }

    /// <summary>Exchanges two vectors, one of which may be <see cref="Next"/>, without copying.</summary>
    public void Swap(int first, int second)
    {
        _ = this[first];
        _ = this[second];
        (_vectors[first], _vectors[second]) = (_vectors[second], _vectors[first]);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        foreach (var vector in _vectors) vector?.Dispose();
        _pointers.Dispose();
        _coefficients.Dispose();
        _partials.Dispose();
    }

    /// <summary>Removes from w what it has of the last few vectors, adds how much to the coefficients, and returns ‖w‖² afterwards.</summary>
    private double SubtractLast(BasisJob<T> job, Span<double> coefficients)
    {
        var from = Math.Max(0, Count - Group);
        var last = _coefficients.Pointer + (2 * _stride);
        new Span<double>(last, Group).Clear();
        job.Vectors += from;
        (job.Count, job.Groups) = (Count - from, 1);
        Run(&BasisKernels<T>.Project, ref job, last);
        job.Subtract = last;
        for (var i = from; i < Count; i++) coefficients[i] += last[i - from];
        return Run(&BasisKernels<T>.Subtract, ref job, null);
    }

    private BasisJob<T> Prepare(T* vector)
    {
        var groups = (Count + Group - 1) / Group;
        for (var i = 0; i < groups * Group; i++)
        {
            _pointers.Pointer[i] = (nint)_vectors[Math.Min(i, Count - 1)]!.Pointer;
            if (i >= Count) _coefficients.Pointer[i] = _coefficients.Pointer[_stride + i] = 0;
        }

        return new BasisJob<T>
        {
            Vectors = (T**)_pointers.Pointer,
            Vector = vector,
            Partials = _partials.Pointer,
            Length = Dimension,
            Count = Count,
            Groups = groups,
            Stride = _stride,
        };
    }

    // Each chunk leaves its share of every coefficient, and last of ‖w‖²; they are added in the order of the chunks.
    private double Run(delegate*<nint, int, void> kernel, ref BasisJob<T> job, double* coefficients)
    {
        var chunks = Vectors.Chunks(Dimension);
        fixed (BasisJob<T>* state = &job) Pool().Run(chunks, kernel, (nint)state);
        if (coefficients != null) new Span<double>(coefficients, job.Count).Clear();
        var square = 0.0;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var partial = _partials.Pointer + ((long)chunk * _stride);
            if (coefficients == null)
                square += partial[_stride - 1];
            else
                for (var i = 0; i < job.Count; i++) coefficients[i] += partial[i];
        }

        return square;
    }

    private Workers Pool() => (long)Dimension * Count < 100_000 ? Workers.Serial : _workers;

    private void CheckLength(int length)
    {
        if (length != Dimension) throw new ArgumentException($"A vector of {length} elements does not fit a basis of dimension {Dimension}.");
    }
}
