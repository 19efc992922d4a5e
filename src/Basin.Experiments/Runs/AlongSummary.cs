using System.Globalization;
using System.Text.Json.Serialization;
using Basin.Training.Instruments;

namespace Basin.Experiments.Runs;

/// <summary>What was read along training, and what it took.</summary>
/// <param name="Steps">Lines of steps with readings.</param>
/// <param name="Points">Lines with readings of the landscape.</param>
/// <param name="Seconds">Spent on readings by the last process that worked on the run.</param>
/// <param name="Share">The part of that process's training time; 0 when it took none.</param>
public sealed record AlongSummary(long Steps, long Points, double Seconds, double Share)
{
    /// <summary>In words.</summary>
    [JsonIgnore]
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture, $"Read along the way at {Steps} steps and {Points} points of the landscape, in {Seconds:0.##} s, {100 * Share:0.#} % of the training time.");

    internal static AlongSummary? Of<T>(Instruments<T>? instruments, IEnumerable<MetricsLine> metrics, double seconds)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        if (instruments is null) return null;
        var lines = metrics.Where(line => line.Readings is not null).ToLookup(line => line.Loss is not null);
        var spent = instruments.Spent.TotalSeconds;
        return new AlongSummary(lines[true].LongCount(), lines[false].LongCount(), spent, seconds > 0 ? spent / seconds : 0);
    }
}
