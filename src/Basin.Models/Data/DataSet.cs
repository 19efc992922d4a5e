using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Examples and what a network should say about them. Immutable; safe to read from several threads.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DataSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _inputs;
    private readonly T[] _targets;
    private readonly Lazy<string> _hash;

    /// <summary>Takes arrays over; the caller must not change them afterwards.</summary>
    /// <param name="name">A short name, for messages and file names.</param>
    /// <param name="exampleShape">The shape of one example with d elements; images are [height, width, channels].</param>
    /// <param name="inputs">Row-major [n, d], n at least 1; finite.</param>
    /// <param name="targetValues">[n] class indices, or [n, k] values; finite.</param>
    /// <param name="targets">Which of the two.</param>
    /// <param name="source">Where the examples came from, in words.</param>
    /// <param name="standardization">What was done to the inputs; null for nothing.</param>
    /// <param name="classNames">A name a class; null or empty when they have none.</param>
    /// <exception cref="BadInputException">There are no examples, a number is NaN or infinite, or a class index is out of range.</exception>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    public DataSet(string name, Shape exampleShape, T[] inputs, T[] targetValues, Targets targets, string source, Standardization? standardization = null, ImmutableArray<string> classNames = default)
        : this(name, exampleShape, inputs, targetValues, targets, source, standardization ?? Standardization.None, classNames.IsDefault ? [] : classNames, check: true)
    {
    }

    private DataSet(string name, Shape exampleShape, T[] inputs, T[] targetValues, Targets targets, string source, Standardization standardization, ImmutableArray<string> classNames, bool check)
    {
        (Name, ExampleShape, Targets, Source, Standardization, ClassNames) = (name, exampleShape, targets, source, standardization, classNames);
        (_inputs, _targets) = (inputs, targetValues);
        Count = targetValues.Length / targets.Width;
        _hash = new Lazy<string>(ComputeHash);
        if (check) DataSetChecks.Require(this);
    }

    /// <summary>A short name, for messages and file names.</summary>
    public string Name { get; }

    /// <summary>The shape of one example; images are [height, width, channels].</summary>
    public Shape ExampleShape { get; }

    /// <summary>The number of examples n.</summary>
    public int Count { get; }

    /// <summary>All inputs, row-major [n, d].</summary>
    public ReadOnlySpan<T> Inputs => _inputs;

    /// <summary>All targets: [n] class indices, or row-major [n, k] values.</summary>
    public ReadOnlySpan<T> TargetValues => _targets;

    /// <summary>What the targets are.</summary>
    public Targets Targets { get; }

    /// <summary>Where the examples came from, and what was inferred or cut on the way, in words.</summary>
    public string Source { get; }

    /// <summary>What was done to the inputs since the file.</summary>
    public Standardization Standardization { get; private set; }

    /// <summary>A name a class, in the order of the indices; empty when they have none.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>SHA-256 of shapes, inputs and targets in this precision, as lowercase hexadecimal: equal for equal examples in equal order, on every machine.</summary>
    /// <remarks>Computed at the first call: one pass over the data.</remarks>
    public string Hash => _hash.Value;

    /// <summary>The input of one example, d numbers.</summary>
    public ReadOnlySpan<T> Input(int index) => _inputs.AsSpan(checked(index * ExampleShape.Length), ExampleShape.Length);

    /// <summary>The target of one example: a class index, or k values.</summary>
    public ReadOnlySpan<T> Target(int index) => _targets.AsSpan(index * Targets.Width, Targets.Width);

    /// <summary>The class of one example.</summary>
    /// <exception cref="InvalidOperationException">The targets are values.</exception>
    public int Class(int index) => Targets.AreClasses
        ? int.CreateTruncating(_targets[index])
        : throw new InvalidOperationException($"'{Name}' has {Targets} an example, not classes.");

    /// <summary>Copies the examples at <paramref name="indices"/>, in that order; repeats are allowed.</summary>
    /// <param name="indices">At least one, each in 0..Count-1.</param>
    /// <param name="note">What to add to <see cref="Source"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no index, or one is out of range.</exception>
    public DataSet<T> Subset(ReadOnlySpan<int> indices, string? note = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(indices.Length, nameof(indices));
        var d = ExampleShape.Length;
        var width = Targets.Width;
        var inputs = GC.AllocateUninitializedArray<T>(checked(indices.Length * d));
        var targets = new T[indices.Length * width];
        for (var i = 0; i < indices.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[i], nameof(indices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[i], Count, nameof(indices));
            Input(indices[i]).CopyTo(inputs.AsSpan(i * d));
            Target(indices[i]).CopyTo(targets.AsSpan(i * width));
        }

        return With(inputs, targets, note ?? $"{indices.Length:N0} of {Count:N0} examples");
    }

    /// <summary>Parts the examples in two; both keep their order here.</summary>
    /// <param name="heldOut">The indices of the second part, in any order, without repeats; neither all nor none.</param>
    /// <exception cref="ArgumentException">An index repeats, or a part would be empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public (DataSet<T> Kept, DataSet<T> HeldOut) Split(ReadOnlySpan<int> heldOut)
    {
        var isHeldOut = new bool[Count];
        foreach (var index in heldOut)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(heldOut));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count, nameof(heldOut));
            if (isHeldOut[index]) throw new ArgumentException($"Index {index} is there twice.", nameof(heldOut));
            isHeldOut[index] = true;
        }

        if (heldOut.Length == 0 || heldOut.Length == Count)
            throw new ArgumentException($"{heldOut.Length} of {Count} examples cannot be held out: both parts need at least one.", nameof(heldOut));
        var indices = Enumerable.Range(0, Count);
        return (Subset([.. indices.Where(i => !isHeldOut[i])]), Subset([.. indices.Where(i => isHeldOut[i])]));
    }

    /// <summary>The first <paramref name="count"/> examples; this set itself when it has no more.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public DataSet<T> TakeFirst(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return count >= Count
            ? this
            : With(_inputs[..(count * ExampleShape.Length)], _targets[..(count * Targets.Width)], $"the first {count:N0} of {Count:N0} examples");
    }

    /// <summary>The same inputs with other targets.</summary>
    /// <param name="targetValues">[n] class indices, or [n, k] values; finite; taken over.</param>
    /// <param name="targets">Which of the two.</param>
    /// <param name="note">What to add to <see cref="Source"/>.</param>
    /// <exception cref="BadInputException">A number is NaN or infinite, or a class index is out of range.</exception>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    public DataSet<T> WithTargets(T[] targetValues, Targets targets, string note) =>
        new(Name, ExampleShape, _inputs, targetValues, targets, $"{Source}; {note}", Standardization, targets.AreClasses ? ClassNames : []);

    /// <summary>A copy with every input (x − offset) / scale.</summary>
    /// <param name="standardization">Fits <see cref="ExampleShape"/>.</param>
    /// <exception cref="InvalidOperationException">This set is standardised already.</exception>
    public DataSet<T> Standardize(Standardization standardization)
    {
        if (Standardization.Kind != StandardizationKind.None)
            throw new InvalidOperationException($"'{Name}' is standardised already: {Standardization}.");
        var inputs = _inputs.AsSpan().ToArray();
        standardization.Apply<T>(inputs);
        return new DataSet<T>(Name, ExampleShape, inputs, _targets, Targets, Source, standardization, ClassNames);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Count:N0} x {ExampleShape}, {Targets}";

    /// <summary>Takes over what a reader of this folder has checked already.</summary>
    internal static DataSet<T> Trusted(string name, Shape exampleShape, T[] inputs, T[] targetValues, Targets targets, string source, ImmutableArray<string> classNames) =>
        new(name, exampleShape, inputs, targetValues, targets, source, Standardization.None, classNames, check: false);

    /// <summary>The same arrays under another name.</summary>
    internal DataSet<T> Rename(string name) =>
        new(name, ExampleShape, _inputs, _targets, Targets, Source, Standardization, ClassNames, check: false);

    /// <summary>The same examples, listed as <paramref name="shape"/>; with <paramref name="inputs"/> for their numbers when these move.</summary>
    internal DataSet<T> WithShape(Shape shape, T[]? inputs = null) =>
        new(Name, shape, inputs ?? _inputs, _targets, Targets, Source, Standardization, ClassNames, check: false);

    /// <summary>Spares a copy while a set is being made; nobody else may hold it yet.</summary>
    internal void StandardizeInPlace(Standardization standardization)
    {
        standardization.Apply<T>(_inputs);
        Standardization = standardization;
        // A variance can overflow where the numbers themselves do not.
        if (standardization.Kind != StandardizationKind.Scale) DataSetChecks.RequireFinite(Name, "standardised inputs", Inputs, ExampleShape);
    }

    private DataSet<T> With(T[] inputs, T[] targets, string note) =>
        new(Name, ExampleShape, inputs, targets, Targets, $"{Source}; {note}", Standardization, ClassNames, check: false);

    private string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{typeof(T).Name} {Count} {ExampleShape} {Targets}\n"));
        hash.AppendData(MemoryMarshal.AsBytes(Inputs));
        hash.AppendData(MemoryMarshal.AsBytes(TargetValues));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
