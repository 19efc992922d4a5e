using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Mean accuracies of a few ways of tuning beside each other, a panel a task.</summary>
internal static class Bars
{
    /// <summary>Draws means with their standard errors; each way is a place on the axis, and a mark with its name.</summary>
    public static Figure Draw(string description, string title, ImmutableArray<string> ways, ImmutableArray<(string Task, double[][] Accuracies)> tasks) => new()
    {
        Description = description,
        Columns = tasks.Length,
        Panels =
        [
            .. tasks.Select(task => new Panel
            {
                Title = tasks.Length > 1 ? task.Task : title,
                X = new Axis("way of tuning, as in the legend", Minimum: 0, Maximum: ways.Length + 1, IsWhole: true),
                Y = new Axis("test accuracy"),
                Marks = [.. task.Accuracies.Select((seeds, i) => Dot(seeds, i, ways[i]))],
            }),
        ],
    };

    private static Dots Dot(double[] seeds, int index, string name)
    {
        var mean = Measurement.Mean(seeds);
        return new Dots([(index + 1, mean.Value, mean.StandardError)]) { Label = $"{index + 1}: {name}", Color = index };
    }
}
