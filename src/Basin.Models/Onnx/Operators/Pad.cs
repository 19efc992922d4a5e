using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Elements added before and after along each axis: a constant, the edge, or the array reflected or wrapped; negative pads cut off.</summary>
internal sealed class Pad() : MovementOperator("Pad")
{
    private const int MaxPad = int.MaxValue / 4;

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        // Zeros around images, the common case, are added in whatever order the axes are stored.
        var x = inputs[0];
        var settings = new Settings(call, index => inputs.Optional(index) is null ? null : inputs.Setting(index));
        var (before, after) = Pads(call, x.Shape, settings);
        if (call.Text("mode", "constant") != "constant" || before.Concat(after).Any(pad => pad < 0) || (Otherwise(settings)?.To<double>()[0] ?? 0) != 0) return base.Build(call, inputs);
        call.Shape([.. x.Shape.Extents.Select((extent, axis) => (long)extent + before[axis] + after[axis])]);
        int[] order = [.. x.Order];
        var node = x.Stored(order);
        for (var i = 0; i < order.Length; i++)
            if (before[order[i]] + after[order[i]] > 0) node = node.Pad(i, before[order[i]], after[order[i]]);
        return [inputs.Node(node, order)];
    }

    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        var (before, after) = Pads(call, shape, settings);
        call.Shape([.. shape.Extents.Select((extent, axis) => (long)extent + before[axis] + after[axis])]);
        var mode = call.Text("mode", "constant");
        return [Movement.Along(shape, [.. shape.Extents.Select((extent, axis) => Enumerable.Range(-before[axis], extent + before[axis] + after[axis]).Select(i => Place(i, extent)).ToArray())])];

        int Place(int i, int extent) => mode switch
        {
            _ when i >= 0 && i < extent => i,
            "constant" => -1,
            "edge" when extent > 0 => Math.Clamp(i, 0, extent - 1),
            "reflect" when extent > 1 => Reflected(((i % (2 * extent - 2)) + (2 * extent) - 2) % ((2 * extent) - 2), extent),
            "wrap" when extent > 0 => ((i % extent) + extent) % extent,
            _ => throw call.Bad($"mode '{Printable.Text(mode)}' for shape {shape}", "constant, edge, reflect or wrap, of elements that are there"),
        };
    }

    /// <inheritdoc/>
    protected override OnnxTensor? Otherwise(Settings settings) => settings.Optional(2);

    private static int Reflected(int i, int extent) => i < extent ? i : (2 * extent) - 2 - i;

    private static (int[] Before, int[] After) Pads(OnnxCall call, Shape shape, Settings settings)
    {
        var pads = settings.Required(1);
        var axes = call.Axes(settings.Integers(3) ?? Enumerable.Range(0, shape.Rank).Select(axis => (long)axis), shape.Rank);
        if (pads.Length != 2 * axes.Length || pads.Any(pad => pad is < -MaxPad or > MaxPad)) throw call.Bad($"{pads.Length} pads for {axes.Length} axes", "one before and one after for each");
        int[] before = new int[shape.Rank], after = new int[shape.Rank];
        for (var i = 0; i < axes.Length; i++) (before[axes[i]], after[axes[i]]) = ((int)pads[i], (int)pads[i + axes.Length]);
        return (before, after);
    }
}
