using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Models.Tests.Onnx;

/// <summary>
/// The gradient and a Hessian product of a graph by its floating-point inputs, against central differences near given numbers
/// (on which many functions have a kink), with the loss ½Σ(y + c)² for random c.
/// </summary>
internal static class DerivativeCheck
{
    private const double Step = 1e-6, Tolerance = 1e-6, Nudge = 1e-3;

    public static void Run(OnnxGraph graph, IReadOnlyDictionary<string, OnnxTensor> feeds)
    {
        var tracer = new Tracer<double>(BatchNormMode.Frozen);
        var trace = OnnxEvaluator.Trace(graph, feeds, tracer);
        Operation<double>[] outputs = [.. graph.Outputs.Select(output => trace[output.Name]).Where(output => output.Constant is null).Select(output => output.Plain())];
        var p = tracer.Parameters.Sum(parameter => parameter.Length);
        if (outputs.Length == 0 || p == 0) return;

        using var theta = new NativeBuffer<double>(p);
        foreach (var parameter in tracer.Parameters) parameter.Initializer.Fill(theta.Span.Slice(parameter.Offset, parameter.Length), new Seed(0).Stream(parameter.Name));
        var nudges = new double[p];
        new Seed(3).Stream("nudges").FillGaussian(nudges);
        for (var i = 0; i < p; i++) theta.Span[i] += Nudge * nudges[i];
        using var shifts = new NativeBuffer<double>(outputs.Sum(output => output.Shape.Length));
        new Seed(1).Stream("shifts").FillGaussian(shifts.Span);
        Operation<double> head = new Concat<double>(0, [.. outputs.Select(output => new Reshape<double>(output, new Shape(output.Shape.Length)))]);
        var loss = new Affine<double>(head.Add(new Constant<double>("shifts", shifts, head.Shape)).Square().Sum([0]), 0.5);
        using var plan = new Plan<double>(new Graph<double>(head, loss), theta, new PlanOptions { Derivatives = Derivatives.Second });

        var direction = new double[p];
        new Seed(2).Stream("direction").FillGaussian(direction);
        direction.CopyTo(plan.Direction(0));
        var (_, gradient) = At(0);
        plan.HessianProducts();
        var product = plan.Product(0).ToArray();
        var (ahead, behind) = (At(Step), At(-Step));

        var slope = gradient.Zip(direction, (g, v) => g * v).Sum();
        var size = gradient.Zip(direction, (g, v) => Math.Abs(g * v)).Sum();
        var differences = ahead.Gradient.Zip(behind.Gradient, (a, b) => (a - b) / (2 * Step)).ToArray();
        Assert.Equal((ahead.Loss - behind.Loss) / (2 * Step), slope, Tolerance * (size + Math.Abs(ahead.Loss)));
        var largest = product.Concat(differences).Concat(gradient).Max(Math.Abs);
        for (var i = 0; i < p; i++) Assert.Equal(differences[i], product[i], Tolerance * largest);

        (double Loss, double[] Gradient) At(double step)
        {
            for (var i = 0; i < p; i++) theta.Span[i] += step * direction[i];
            var value = plan.Evaluate();
            plan.Backpropagate();
            for (var i = 0; i < p; i++) theta.Span[i] -= step * direction[i];
            return (value, plan.Gradient.ToArray());
        }
    }
}
