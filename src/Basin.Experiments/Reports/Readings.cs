using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;
using Basin.Training.Instruments;

namespace Basin.Experiments.Reports;

/// <summary>What instruments read along a run.</summary>
internal static class Readings
{
    /// <summary>The instrument that is held against the limit of stability.</summary>
    public const string Sharpness = "sharpness";

    /// <summary>The readings of one instrument over the epochs; an unknown error is 0, and what is not finite is left out.</summary>
    public static ImmutableArray<(double X, double Y, double Error)> Of(IReadOnlyList<MetricsLine> metrics, string instrument, int stepsPerEpoch)
    {
        var points = ImmutableArray.CreateBuilder<(double, double, double)>();
        foreach (var line in metrics)
        {
            if (line.Readings is { } readings && readings.TryGetValue(instrument, out var reading) && double.IsFinite(reading.Value))
                points.Add(((double)line.Step / stepsPerEpoch, reading.Value, reading.Error is { } error && double.IsFinite(error) ? error : 0));
        }

        return points.ToImmutable();
    }

    /// <summary>The axis on which an instrument's values are seen best: logarithmic where the catalog says so and signs allow it, and for few that tower above the rest, near-linear up to their median.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="values">Finite; at least one.</param>
    public static Axis AxisOf(InstrumentDescription instrument, IReadOnlyCollection<double> values)
    {
        if (instrument.IsLog && values.All(value => value > 0)) return new Axis(instrument.Label, IsLog: true);
        const double Towering = 50;
        double[] sizes = [.. values.Select(Math.Abs).Where(size => size > 0).Order()];
        return sizes.Length > 0 && sizes[sizes.Length / 2] is var median && sizes[^1] > Towering * median
            ? new Axis(instrument.Label) { LinearUpTo = median }
            : new Axis(instrument.Label);
    }
}
