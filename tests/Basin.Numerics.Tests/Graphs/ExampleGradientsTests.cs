using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Numerics.Tests.Graphs;

/// <summary>Parameters used as a vision transformer uses them, each example's gradient in one pass.</summary>
public sealed unsafe class ExampleGradientsTests
{
    private const int Examples = 5, Patches = 3, Pixels = 4, Width = 6, Classes = 3;

    [Fact]
    public void Examples_of_a_vision_transformer_have_the_gradients_they_have_alone()
    {
        using var theta = new NativeBuffer<double>(1000);
        new Seed(1).Stream("theta").FillGaussian(theta.Span);
        var images = new double[Examples * Patches * Pixels];
        new Seed(1).Stream("images").FillGaussian(images);

        using var plan = Plan(theta, images, first: 0, Examples);
        Assert.Null(ExampleGradients<double>.WhyNot(plan.Graph));
        using var gradients = new ExampleGradients<double>(plan);
        plan.Evaluate();
        gradients.Prepare();
        var p = (int)plan.Parameters.Length;
        using var rows = new NativeBuffer<double>(Examples * p);
        gradients.Write(0, Examples, rows.Pointer);
        var norms = new double[Examples];
        gradients.SquaredNorms(norms);

        for (var e = 0; e < Examples; e++)
        {
            using var alone = Plan(theta, images, first: e, 1);
            alone.Evaluate();
            alone.Backpropagate();
            var row = rows.Span.Slice(e * p, p).ToArray();
            for (var i = 0; i < p; i++) Assert.Equal(alone.Gradient[i], row[i], 1e-12);
            Assert.Equal(row.Sum(x => x * x), norms[e], 1e-10 * norms[e]);
        }
    }

    [Fact]
    public void A_repeated_parameter_that_is_no_part_of_examples_needs_one_example_at_a_time()
    {
        var x = new Input<double>("x", new Shape(Examples, Pixels));
        var weight = new Parameter<double>("w", 0, new Shape(1, Classes)).Expand(new Shape(Pixels, Classes));
        var head = new Linear<double>(x, weight);
        var graph = new Graph<double>(head, new SoftmaxCrossEntropy<double>(head, new Input<double>("t", new Shape(Examples))));
        Assert.Contains("one example at a time", ExampleGradients<double>.WhyNot(graph));
    }

    private static Plan<double> Plan(NativeBuffer<double> theta, double[] images, int first, int count)
    {
        var at = 0;
        var x = new Input<double>("x", new Shape(count, Patches, Pixels));
        var targets = new Input<double>("t", new Shape(count));
        var token = new Reshape<double>(Next(Width), new Shape(1, 1, Width)).Expand(new Shape(count, 1, Width));
        var tokens = new Concat<double>(1, token, new Linear<double>(x, Next(Pixels, Width))).Add(Next(1, Patches + 1, Width));
        var centred = tokens.Subtract(new Affine<double>(tokens.Sum([2], keepAxes: true), 1d / Width));
        var normal = centred.Multiply(Next(Width)).Add(Next(Width));
        var scores = new MatMul<double>(new Linear<double>(normal, Next(Width, Width)), normal, transposeB: true);
        var attended = new MatMul<double>(new Softmax<double>(scores), normal).Multiply(Next(Patches + 1, 1));
        var head = new Linear<double>(new Reshape<double>(attended.Slice(1, 0, 1), new Shape(count, Width)), Next(Width, Classes), Next(Classes));
        var plan = new Plan<double>(
            new Graph<double>(head, new SoftmaxCrossEntropy<double>(head, targets)), theta, new PlanOptions { KeepAdjoints = true });
        images.AsSpan(first * Patches * Pixels, count * Patches * Pixels).CopyTo(plan.Values(x));
        for (var e = 0; e < count; e++) plan.Values(targets)[e] = (first + e) % Classes;
        return plan;

        Parameter<double> Next(params int[] shape)
        {
            var parameter = new Parameter<double>($"p{at}", at, new Shape(shape));
            at += parameter.Shape.Length;
            return parameter;
        }
    }
}
