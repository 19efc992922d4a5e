using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>What was done to the inputs: x′ = (x − offset) / scale, with one pair for all, for each channel or for each feature.</summary>
public sealed record Standardization
{
    private Standardization(StandardizationKind kind, ImmutableArray<double> offset, ImmutableArray<double> scale)
    {
        Kind = kind;
        Offset = offset;
        Scale = scale;
    }

    /// <summary>Nothing was done.</summary>
    public static Standardization None { get; } = new(StandardizationKind.None, [], []);

    /// <summary>The kind.</summary>
    public StandardizationKind Kind { get; }

    /// <summary>What was subtracted: empty (nothing), 1, channels or features numbers, in the units of the file.</summary>
    public ImmutableArray<double> Offset { get; }

    /// <summary>What it was then divided by; as many numbers as <see cref="Offset"/>, each above 0.</summary>
    public ImmutableArray<double> Scale { get; }

    /// <summary>Division by one number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The divisor is not finite or not above 0.</exception>
    public static Standardization Divide(double divisor)
    {
        if (!(divisor > 0 && double.IsFinite(divisor)))
            throw new ArgumentOutOfRangeException(nameof(divisor), divisor, "The divisor must be finite and above 0.");
        return new Standardization(StandardizationKind.Scale, [0.0], [divisor]);
    }

    /// <summary>Measures the mean and standard deviation (of the population, 1/n) of each feature or channel.</summary>
    /// <param name="kind"><see cref="StandardizationKind.PerFeature"/> or <see cref="StandardizationKind.PerChannel"/>.</param>
    /// <param name="inputs">Row-major [n, d].</param>
    /// <param name="exampleShape">The shape of one example, d elements.</param>
    /// <remarks>Where the deviation is 0 the scale is 1, so a constant feature becomes 0. Two passes in float64.</remarks>
    public static Standardization Measure<T>(StandardizationKind kind, ReadOnlySpan<T> inputs, Shape exampleShape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var groups = kind switch
        {
            StandardizationKind.PerFeature => exampleShape.Length,
            StandardizationKind.PerChannel => exampleShape.Rank == 0 ? 1 : exampleShape[^1],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only features and channels have a mean to measure."),
        };
        var mean = new double[groups];
        var deviation = new double[groups];
        var perGroup = inputs.Length / (double)groups;
        for (var start = 0; start < inputs.Length; start += groups)
        {
            for (var g = 0; g < groups; g++) mean[g] += double.CreateTruncating(inputs[start + g]);
        }

        for (var g = 0; g < groups; g++) mean[g] /= perGroup;
        for (var start = 0; start < inputs.Length; start += groups)
        {
            for (var g = 0; g < groups; g++)
            {
                var difference = double.CreateTruncating(inputs[start + g]) - mean[g];
                deviation[g] += difference * difference;
            }
        }

        for (var g = 0; g < groups; g++)
        {
            deviation[g] = Math.Sqrt(deviation[g] / perGroup);
            // A constant that is not a dyadic fraction leaves a deviation of a few roundings.
            if (deviation[g] <= 1e-12 * Math.Abs(mean[g])) deviation[g] = 1;
        }

        return new Standardization(kind, [.. mean], [.. deviation.Select(d => d == 0 ? 1 : d)]);
    }

    /// <summary>Applies it in place.</summary>
    /// <param name="inputs">Row-major [n, d], d a multiple of the number of offsets.</param>
    public void Apply<T>(Span<T> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Scale.Length == 1) ApplyToAll(inputs, T.CreateTruncating(Offset[0]), T.CreateTruncating(Scale[0]));
        if (Scale.Length <= 1) return;
        for (var start = 0; start < inputs.Length; start += Scale.Length)
        {
            var row = inputs.Slice(start, Scale.Length);
            for (var g = 0; g < row.Length; g++)
                row[g] = T.CreateTruncating((double.CreateTruncating(row[g]) - Offset[g]) / Scale[g]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(Standardization? other) =>
        other is not null && Kind == other.Kind && Offset.SequenceEqual(other.Offset) && Scale.SequenceEqual(other.Scale);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Offset.Length, Scale.Length == 0 ? 0 : Scale[0]);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        StandardizationKind.None => "none",
        StandardizationKind.Scale => $"x / {Scale[0]:R}",
        StandardizationKind.PerChannel => $"(x - mean) / deviation of each of {Scale.Length} channels of the training set",
        _ => $"(x - mean) / deviation of each of {Scale.Length} features of the training set",
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyToAll<T>(Span<T> inputs, T offset, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (offsets, scales) = (new Vector<T>(offset), new Vector<T>(scale));
        var i = 0;
        for (; i <= inputs.Length - Vector<T>.Count; i += Vector<T>.Count)
            ((new Vector<T>(inputs[i..]) - offsets) / scales).CopyTo(inputs[i..]);
        for (; i < inputs.Length; i++) inputs[i] = (inputs[i] - offset) / scale;
    }
}
