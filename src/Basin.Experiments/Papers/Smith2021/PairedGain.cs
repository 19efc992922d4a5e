using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Test accuracies of several settings against a base, seed by seed.</summary>
internal static class PairedGain
{
    /// <summary>How many standard errors a gain must exceed.</summary>
    public const double Errors = 2.5;

    /// <summary>The mean over seeds of what a setting gains over the base.</summary>
    public static Measurement Of(RectifierOutcome[] setting, RectifierOutcome[] reference) =>
        Measurement.Mean([.. setting.Zip(reference, (run, other) => run.Accuracy - other.Accuracy)]);

    /// <summary>Expected to be above 0 by more than chance makes of it.</summary>
    public static Check Check(string what, RectifierOutcome[] setting, RectifierOutcome[] reference)
    {
        var gain = Of(setting, reference);
        return Papers.Check.AtLeast(what, gain, Errors * gain.StandardError, BandSource.Paper);
    }

    /// <summary>Means with their errors, for a figure.</summary>
    public static ImmutableArray<(double X, double Y, double Error)> Points(IEnumerable<double> at, IEnumerable<RectifierOutcome[]> outcomes, Func<RectifierOutcome, double> number) =>
        [.. at.Zip(outcomes, (x, runs) =>
        {
            var mean = Measurement.Mean([.. runs.Select(number)]);
            return (x, mean.Value, mean.StandardError);
        })];
}
