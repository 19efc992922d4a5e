using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Operators;

/// <summary>An objective that draws random numbers is no function, and no operator is made of it.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void Live_dropout_is_refused_saying_what_differed_and_why_that_may_be()
    {
        using var objective = WithDropout(0.5, out _);
        foreach (var create in new Action[] { () => _ = new Hessian<double>(objective), () => _ = new GaussNewton<double>(objective), () => _ = new NoiseCovariance<double>(objective) })
        {
            var error = Assert.Throws<NotSupportedException>(create);
            Assert.Contains("evaluated twice at one point", error.Message, StringComparison.Ordinal);
            Assert.Matches("the loss was [0-9.]+ and then [0-9.]+", error.Message);
            Assert.Matches("[1-9][0-9]* of 10 elements of the gradient differed", error.Message);
            Assert.Contains("dropout", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_function_is_probed_by_its_first_operator_and_never_again()
    {
        using var objective = WithDropout(0, out var layer);
        _ = new Hessian<double>(objective);
        Assert.Equal(2, layer.Evaluations);
        _ = new GaussNewton<double>(objective);
        _ = new Fisher<double>(objective);
        Assert.Equal(2, layer.Evaluations);
    }

    private static Objective<double> WithDropout(double rate, out LiveDropout layer)
    {
        var dropout = layer = new LiveDropout(rate);
        var network = new Network<double>("dropout", new Shape(4), new Chain<double>(("dropout", dropout), ("dense", new Dense<double>(2))));
        var inputs = new double[6 * 4];
        new Seed(1).Stream("inputs").FillGaussian(inputs.AsSpan());
        var data = new DataSet<double>("made", new Shape(4), inputs, [0, 1, 0, 1, 1, 0], Targets.Classes(2), "made by the test");
        var objective = new Objective<double>(new Model<double>(network, LossKind.CrossEntropy), data, new ObjectiveOptions { ShardSize = 6 });
        var theta = new double[network.ParameterCount];
        network.Initialize(new Seed(2), theta);
        objective.MoveTo(theta);
        return objective;
    }

    private sealed class LiveDropout(double rate) : Layer<double>
    {
        public int Evaluations { get; set; }

        public override Operation<double> Build(Tracer<double> tracer, Operation<double> x) => new DropoutOperation(x, rate, this);
    }

    private sealed unsafe class DropoutOperation(Operation<double> x, double rate, LiveDropout layer) : Operation<double>(x.Shape, x)
    {
        private readonly RandomSource _random = new Seed(9).Stream("dropout");

        public override int WorkspaceLength => Shape.Length;

        public override void Value(in Pass<double> pass)
        {
            layer.Evaluations++;
            for (var i = 0; i < Shape.Length; i++)
            {
                pass.Workspace[i] = _random.NextDouble() < rate ? 0 : 1 / (1 - rate);
                pass.Output.Value[i] = pass.Workspace[i] * pass.Input(0).Value[i];
            }
        }

        public override void Tangent(in Pass<double> pass) => Mask(pass, pass.Input(0).Tangent, pass.Output.Tangent, accumulate: false);

        public override void Adjoint(in Pass<double> pass) => Mask(pass, pass.Output.Adjoint, pass.Input(0).Adjoint, pass.Input(0).Accumulate);

        public override void AdjointTangent(in Pass<double> pass) => Mask(pass, pass.Output.AdjointTangent, pass.Input(0).AdjointTangent, pass.Input(0).Accumulate);

        private void Mask(in Pass<double> pass, double* from, double* to, bool accumulate)
        {
            if (to == null) return;
            for (var i = 0; i < Shape.Length; i++) to[i] = (pass.Workspace[i] * from[i]) + (accumulate ? to[i] : 0);
        }
    }
}
