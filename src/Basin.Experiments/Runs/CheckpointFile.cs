using System.Globalization;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>One checkpoint: a safetensors file of the parameters under their names, with velocity and statistics beside them.</summary>
/// <remarks>It holds nothing that differs between two runs of one seed: they leave the same bytes.</remarks>
internal static class CheckpointFile
{
    private static readonly string[] _rulePrefixes = ["velocity.", "square."];

    public static void Write<T>(Stream stream, TrainingState<T> state, CheckpointLayout layout, long metricsLength)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var arrays = new List<NamedArray>();
        foreach (var window in layout.Parameters) arrays.Add(Window(window.Name, state.Parameters, window));
        foreach (var window in layout.Statistics) arrays.Add(Window(window.Name, state.Statistics, window));
        foreach (var window in RuleState(layout, state.Velocity.Length)) arrays.Add(Window(window.Name, state.Velocity, window));
        var numbers = new Dictionary<string, string>
        {
            ["step"] = state.Step.ToString(CultureInfo.InvariantCulture),
            ["lossSum"] = state.LossSum.ToString("R", CultureInfo.InvariantCulture),
            ["lossCount"] = state.LossCount.ToString(CultureInfo.InvariantCulture),
            ["metricsBytes"] = metricsLength.ToString(CultureInfo.InvariantCulture),
        };
        if (state.AnnealedAt is { } annealed) numbers["annealedAt"] = annealed.ToString(CultureInfo.InvariantCulture);
        SafetensorsFile.Write(stream, arrays, numbers);
    }

    /// <summary>Fills <paramref name="state"/>.</summary>
    public static Checkpoint Read<T>(string path, TrainingState<T> state, CheckpointLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var file = SafetensorsFile.Open(path);
        foreach (var window in layout.Parameters) Fill(file, window.Name, state.Parameters, window);
        foreach (var window in layout.Statistics) Fill(file, window.Name, state.Statistics, window);
        foreach (var window in RuleState(layout, state.Velocity.Length)) Fill(file, window.Name, state.Velocity, window);
        state.Step = (long)Number(file, "step");
        state.LossSum = Number(file, "lossSum");
        state.LossCount = (long)Number(file, "lossCount");
        state.AnnealedAt = file.Metadata.ContainsKey("annealedAt") ? (long)Number(file, "annealedAt") : null;
        return new Checkpoint(path, state.Step, (long)Number(file, "metricsBytes"));
    }

    /// <summary>Reads θ and the statistics, without what only training needs.</summary>
    public static Checkpoint ReadModel<T>(string path, Span<T> parameters, Span<T> statistics, CheckpointLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var file = SafetensorsFile.Open(path);
        foreach (var window in layout.Parameters) Fill(file, window.Name, parameters, window);
        foreach (var window in layout.Statistics) Fill(file, window.Name, statistics, window);
        return new Checkpoint(path, (long)Number(file, "step"), (long)Number(file, "metricsBytes"));
    }

    // What a rule remembers: vectors of θ's length one after the other, then single numbers.
    private static IEnumerable<ArrayLayout> RuleState(CheckpointLayout layout, int length)
    {
        var p = layout.Parameters.Sum(window => window.Shape.Length);
        var vectors = Math.Min(length / p, _rulePrefixes.Length);
        for (var i = 0; i < vectors; i++)
        {
            foreach (var window in layout.Parameters) yield return window with { Name = _rulePrefixes[i] + window.Name, Offset = (i * p) + window.Offset };
        }

        if (length > vectors * p) yield return new ArrayLayout("rule", vectors * p, new Shape(length - (vectors * p)));
    }

    private static NamedArray Window<T>(string name, ReadOnlySpan<T> vector, ArrayLayout window)
        where T : unmanaged => NamedArray.From(name, window.Shape, vector.Slice(window.Offset, window.Shape.Length));

    private static void Fill<T>(SafetensorsFile file, string name, Span<T> vector, ArrayLayout window)
        where T : unmanaged, INumber<T>
    {
        var array = file.Read<T>(name);
        if (!array.Shape.Equals(window.Shape))
            throw BadInputException.At($"{file.Path}/{name}", $"shape {array.Shape}", $"{window.Shape}", "The checkpoint belongs to another network.");
        array.Values.CopyTo(vector.Slice(window.Offset, window.Shape.Length));
    }

    private static double Number(SafetensorsFile file, string key) =>
        file.Metadata.TryGetValue(key, out var text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw BadInputException.At(file.Path, $"no number '{key}' in the metadata", "a checkpoint of a Basin run", "Give a file from the checkpoints of a run.");
}
