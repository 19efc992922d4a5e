using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Numerics.Tests.Graphs;

/// <summary>Normalisation, activation, pooling and loss together in a plan, with two directions that share a workspace.</summary>
public sealed class OperationsInPlanTests
{
    private const int Examples = 5, Channels = 3, Classes = 4, P = (4 * Channels) + (Channels * Classes) + Classes;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hessian_products_are_derivatives_of_the_gradient(bool batchStatistics)
    {
        using var theta = new NativeBuffer<double>(P);
        using var plan = Plan(theta, batchStatistics);
        plan.Evaluate();
        plan.Backpropagate();
        for (var d = 0; d < 2; d++) new Seed(2).Stream("direction", d).FillGaussian(plan.Direction(d));
        plan.HessianProducts();
        for (var d = 0; d < 2; d++)
        {
            var (direction, product) = (plan.Direction(d).ToArray(), plan.Product(d).ToArray());
            var (ahead, behind) = (GradientAt(1e-5), GradientAt(-1e-5));
            var size = product.Max(Math.Abs);
            for (var i = 0; i < P; i++) Assert.Equal((ahead[i] - behind[i]) / 2e-5, product[i], 1e-7 * size);

            double[] GradientAt(double step)
            {
                for (var i = 0; i < P; i++) theta.Span[i] += step * direction[i];
                plan.Evaluate();
                plan.Backpropagate();
                for (var i = 0; i < P; i++) theta.Span[i] -= step * direction[i];
                return plan.Gradient.ToArray();
            }
        }
    }

    [Fact]
    public void Gauss_Newton_products_are_positive()
    {
        using var theta = new NativeBuffer<double>(P);
        using var plan = Plan(theta, batchStatistics: true);
        plan.Evaluate();
        plan.Backpropagate();
        for (var d = 0; d < 2; d++) new Seed(3).Stream("direction", d).FillGaussian(plan.Direction(d));
        plan.GaussNewtonProducts();
        for (var d = 0; d < 2; d++) Assert.True(plan.Direction(d).ToArray().Zip(plan.Product(d).ToArray(), (v, w) => v * w).Sum() > 0);

        // A Gauss-Newton matrix is symmetric: a pull that left its mark in a shared workspace would show here.
        double first = 0, second = 0;
        for (var i = 0; i < P; i++)
        {
            first += plan.Direction(0)[i] * plan.Product(1)[i];
            second += plan.Direction(1)[i] * plan.Product(0)[i];
        }

        Assert.Equal(first, second, 1e-12 * Math.Abs(first));
    }

    private static Plan<double> Plan(NativeBuffer<double> theta, bool batchStatistics)
    {
        var at = 0;
        var x = new Input<double>("x", new Shape(Examples, 4, 4, Channels));
        var (mean, variance) = (new Input<double>("mean", new Shape(Channels)), new Input<double>("variance", new Shape(Channels)));
        var first = new LayerNormalization<double>(x, Next("γ1", Channels), Next("β1", Channels)).Gelu();
        var (scale, shift) = (Next("γ2", Channels), Next("β2", Channels));
        Operation<double> normal = batchStatistics
            ? new BatchNormalization<double>(first, scale, shift)
            : new FrozenBatchNormalization<double>(first, scale, shift, mean, variance);
        var pooled = new GlobalAveragePooling<double>(new AveragePooling<double>(normal.Tanh(), 2, 1).Add(new MaxPooling<double>(normal, 2, 1)));
        var head = new Linear<double>(pooled, Next("w", Channels, Classes), Next("b", Classes));
        var targets = new Input<double>("t", new Shape(Examples));
        var plan = new Plan<double>(
            new Graph<double>(head, new SoftmaxCrossEntropy<double>(head, targets)), theta, new PlanOptions { Derivatives = Derivatives.Second, Directions = 2 });
        new Seed(1).Stream("theta").FillGaussian(theta.Span);
        new Seed(1).Stream("x").FillGaussian(plan.Values(x));
        for (var i = 0; i < Examples; i++) plan.Values(targets)[i] = i % Classes;
        if (!batchStatistics) plan.Values(variance).Fill(1);
        return plan;

        Parameter<double> Next(string name, params int[] shape)
        {
            var parameter = new Parameter<double>(name, at, new Shape(shape));
            at += parameter.Shape.Length;
            return parameter;
        }
    }
}
