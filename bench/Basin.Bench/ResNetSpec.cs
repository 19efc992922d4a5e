using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Bench;

/// <summary>The preset <c>resnet20</c> on images of 32 x 32 pixels with three channels.</summary>
internal sealed class ResNetSpec : NetworkSpec
{
    public override int Classes => 10;

    public override bool HasKinks => true;

    // A step over 512 images takes a second.
    public override int Steps => 0;

    public override Network<T> Build<T>() => ResNet20.Create<T>(new Shape(32, 32, 3), Classes);

    public override object Describe(BatchNormMode batchNorm) =>
        new { Kind = "resnet20", Statistics = batchNorm == BatchNormMode.Batch ? "batch" : "frozen" };
}
