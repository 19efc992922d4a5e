using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>Blocks of channels become blocks of pixels: (n, c·b², h, w) becomes (n, c, h·b, w·b).</summary>
internal sealed class DepthToSpace() : MovementOperator("DepthToSpace")
{
    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        var (b, columnsFirst) = ((int)call.Integer("blocksize"), call.Text("mode", "DCR") == "CRD");
        if (shape.Rank != 4 || b < 1 || b > 1 << 12 || shape[1] % (b * b) != 0) throw call.Bad($"shape {shape} in blocks of {b}", "images with a multiple of b² channels");
        var channels = shape[1] / (b * b);
        return [Movement.Of(call.Shape(shape[0], channels, (long)shape[2] * b, (long)shape[3] * b), at =>
        {
            var (block, c) = (((at[2] % b) * b) + (at[3] % b), at[1]);
            var channel = columnsFirst ? (c * b * b) + block : (block * channels) + c;
            return (((((at[0] * shape[1]) + channel) * shape[2]) + (at[2] / b)) * shape[3]) + (at[3] / b);
        })];
    }
}

/// <summary>Blocks of pixels become blocks of channels: (n, c, h·b, w·b) becomes (n, c·b², h, w).</summary>
internal sealed class SpaceToDepth() : MovementOperator("SpaceToDepth")
{
    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        var b = (int)call.Integer("blocksize");
        if (shape.Rank != 4 || b < 1 || shape[2] % b != 0 || shape[3] % b != 0) throw call.Bad($"shape {shape} in blocks of {b}", "images of whole blocks");
        var channels = shape[1];
        return [Movement.Of(call.Shape(shape[0], (long)channels * b * b, shape[2] / b, shape[3] / b), at =>
        {
            var (block, c) = Math.DivRem(at[1], channels);
            return (((((at[0] * channels) + c) * shape[2]) + (at[2] * b) + (block / b)) * shape[3]) + (at[3] * b) + (block % b);
        })];
    }
}
