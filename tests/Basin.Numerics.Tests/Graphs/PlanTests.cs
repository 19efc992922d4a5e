using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.Graphs;

/// <summary>What a plan promises whatever its graph: agreement with finite differences, sharing, silence in the heap, equal bits.</summary>
public sealed class PlanTests
{
    private const int Examples = 6, Width = 5, P = (Width * Width) + Width;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Hessian_products_are_derivatives_of_the_gradient(int directions)
    {
        using var point = new Point(new PlanOptions { Derivatives = Derivatives.Second, Directions = directions });
        point.Plan.Evaluate();
        point.Plan.Backpropagate();
        for (var d = 0; d < directions; d++) new Seed(7).Stream("direction", d).FillGaussian(point.Plan.Direction(d));
        point.Plan.HessianProducts();
        for (var d = 0; d < directions; d++)
        {
            var expected = point.DifferenceOfGradients(point.Plan.Direction(d).ToArray());
            Close(expected, point.Plan.Product(d), 1e-7);
        }
    }

    [Fact]
    public void The_gradient_is_the_derivative_of_the_loss()
    {
        using var point = new Point(new PlanOptions());
        point.Plan.Evaluate();
        point.Plan.Backpropagate();
        var gradient = point.Plan.Gradient.ToArray();
        for (var i = 0; i < P; i++)
        {
            var unit = new double[P];
            unit[i] = 1;
            Assert.Equal((point.LossAt(unit, 1e-5) - point.LossAt(unit, -1e-5)) / 2e-5, gradient[i], 1e-8);
        }
    }

    [Fact]
    public void Every_kind_of_plan_gives_the_same_loss_and_gradient()
    {
        var all = new List<(double Loss, double[] Gradient)>();
        foreach (var options in new[] { new PlanOptions(), new PlanOptions { KeepAdjoints = true }, new PlanOptions { Derivatives = Derivatives.Second } })
        {
            using var point = new Point(options);
            var loss = point.Plan.Evaluate();
            point.Plan.Backpropagate();
            all.Add((loss, point.Plan.Gradient.ToArray()));
        }

        using var values = new Point(new PlanOptions { Derivatives = Derivatives.None });
        Assert.Equal(all[0].Loss, values.Plan.Evaluate());
        Assert.All(all, result => Assert.Equal(all[0].Loss, result.Loss));
        Assert.All(all, result => Assert.Equal(all[0].Gradient, result.Gradient));
    }

    [Fact]
    public void A_plan_for_values_needs_less_memory_than_one_for_gradients_and_that_less_than_one_for_products()
    {
        using var values = new Point(new PlanOptions { Derivatives = Derivatives.None });
        using var gradients = new Point(new PlanOptions());
        using var products = new Point(new PlanOptions { Derivatives = Derivatives.Second });
        Assert.True(values.Plan.Bytes < gradients.Plan.Bytes);
        Assert.True(gradients.Plan.Bytes < products.Plan.Bytes);
    }

    [Fact]
    public void The_Gauss_Newton_product_is_the_Jacobian_twice_for_squared_sums()
    {
        // The loss is ½‖z‖²/n, so M = I/n and JᵀMJv is a pull of Jv/n.
        using var point = new Point(new PlanOptions { Derivatives = Derivatives.Second });
        var plan = point.Plan;
        plan.Evaluate();
        plan.Backpropagate();
        new Seed(3).Stream("direction").FillGaussian(plan.Direction());
        plan.GaussNewtonProducts();
        var product = plan.Product().ToArray();
        plan.Push();
        for (var i = 0; i < plan.HeadTangent().Length; i++) plan.HeadCotangent()[i] = plan.HeadTangent()[i] / Examples;
        plan.PullHead();
        Close(plan.Product().ToArray(), product, 1e-13);
    }

    [Fact]
    public void The_Jacobian_and_its_transpose_are_adjoint()
    {
        using var point = new Point(new PlanOptions { Derivatives = Derivatives.Second });
        var plan = point.Plan;
        plan.Evaluate();
        plan.Backpropagate();
        new Seed(4).Stream("direction").FillGaussian(plan.Direction());
        plan.Push();
        var pushed = plan.HeadTangent().ToArray();
        var cotangent = new double[pushed.Length];
        new Seed(4).Stream("cotangent").FillGaussian(cotangent.AsSpan());
        cotangent.CopyTo(plan.HeadCotangent());
        plan.PullHead();
        Assert.Equal(Dot(pushed, cotangent), Dot(plan.Direction(), plan.Product()), 1e-12);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        using var point = new Point(new PlanOptions { Derivatives = Derivatives.Second, Directions = 2 });
        void Step()
        {
            point.Plan.Evaluate();
            point.Plan.Backpropagate();
            point.Plan.HessianProducts();
            point.Plan.GaussNewtonProducts();
        }

        for (var warmUp = 0; warmUp < 3; warmUp++) Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var results = new List<double[]>();
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var workers = new Workers(threads);
            using var point = new Point(new PlanOptions { Derivatives = Derivatives.Second, Workers = workers });
            point.Plan.Evaluate();
            point.Plan.Backpropagate();
            new Seed(5).Stream("direction").FillGaussian(point.Plan.Direction());
            point.Plan.HessianProducts();
            results.Add([.. point.Plan.Gradient, .. point.Plan.Product()]);
        }

        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Operations_in_place_save_their_arrays_and_change_no_number()
    {
        // The same network twice: once so that relu and addition can work in place, once with a second use that forbids it.
        using var theta = new NativeBuffer<double>(Width * Width);
        new Seed(8).Stream("theta").FillGaussian(theta.Span);
        var (free, freeBytes) = Run(isShared: false);
        var (shared, sharedBytes) = Run(isShared: true);
        Assert.Equal(shared, free);
        Assert.True(freeBytes < sharedBytes);

        (double[] Results, long Bytes) Run(bool isShared)
        {
            var x = new Input<double>("x", new Shape(Examples, Width));
            var w = new Parameter<double>("w", 0, new Shape(Width, Width));
            var first = new Linear<double>(x, w);
            var sum = new Linear<double>(first.Tanh(), w).Add(x);
            Operation<double> head = new Linear<double>(sum.Relu(), w);
            if (isShared) head = head.Add(new Affine<double>(sum, 0)).Add(new Affine<double>(first, 0));
            var loss = new Affine<double>(head.Multiply(head).Sum([0, 1]), 0.5 / Examples);
            using var plan = new Plan<double>(new Graph<double>(head, loss), theta, new PlanOptions { Derivatives = Derivatives.Second });
            new Seed(8).Stream("x").FillGaussian(plan.Values(x));
            new Seed(8).Stream("v").FillGaussian(plan.Direction());
            var value = plan.Evaluate();
            plan.Backpropagate();
            plan.HessianProducts();
            var hessian = plan.Product().ToArray();
            plan.GaussNewtonProducts();
            return ([value, .. plan.Gradient, .. hessian, .. plan.Product()], plan.Bytes);
        }
    }

    [Fact]
    public void Products_need_a_plan_made_for_them()
    {
        using var point = new Point(new PlanOptions());
        var error = Assert.Throws<InvalidOperationException>(() => point.Plan.HessianProducts());
        Assert.Contains("Derivatives.Second", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_outside_the_vector_is_refused_by_name()
    {
        using var theta = new NativeBuffer<double>(3);
        var parameter = new Parameter<double>("w", 2, new Shape(2));
        var error = Assert.Throws<ArgumentException>(() => new Plan<double>(new Graph<double>(parameter, parameter.Sum([0])), theta, new PlanOptions()));
        Assert.Contains("'w'", error.Message, StringComparison.Ordinal);
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> found, double tolerance)
    {
        var scale = Math.Sqrt(Dot(expected, expected));
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], tolerance * scale);
    }

    /// <summary>A small graph with everything that makes plans hard: a shared weight, a view, a branch that meets again.</summary>
    private sealed class Point : IDisposable
    {
        private readonly NativeBuffer<double> _theta = new(P);
        private readonly double[] _start = new double[P];

        public Point(PlanOptions options)
        {
            var inputs = new Input<double>("x", new Shape(Examples, Width));
            var weight = new Parameter<double>("w", 0, new Shape(Width, Width));
            var bias = new Parameter<double>("b", Width * Width, new Shape(Width));
            var first = new Linear<double>(inputs, weight, bias);
            var squares = first.Multiply(first);
            var again = new Linear<double>(new Reshape<double>(squares, new Shape(Examples, Width)), weight);
            var head = again.Add(squares).Add(bias).Subtract(first);
            var loss = new Affine<double>(head.Multiply(head).Sum([0, 1]), 0.5 / Examples);
            Plan = new Plan<double>(new Graph<double>(head, loss), _theta, options);
            new Seed(1).Stream("inputs").FillGaussian(Plan.Values(inputs));
            new Seed(1).Stream("theta").FillGaussian(_start.AsSpan());
            for (var i = 0; i < P; i++) _start[i] *= 0.3;
            _start.CopyTo(_theta.Span);
        }

        public Plan<double> Plan { get; }

        public double LossAt(ReadOnlySpan<double> direction, double length)
        {
            for (var i = 0; i < P; i++) _theta.Span[i] = _start[i] + (length * direction[i]);
            return Plan.Evaluate();
        }

        public double[] DifferenceOfGradients(double[] direction)
        {
            const double H = 1e-5;
            LossAt(direction, H);
            Plan.Backpropagate();
            var ahead = Plan.Gradient.ToArray();
            LossAt(direction, -H);
            Plan.Backpropagate();
            var behind = Plan.Gradient.ToArray();
            LossAt(direction, 0);
            Plan.Backpropagate();
            return [.. ahead.Zip(behind, (a, b) => (a - b) / (2 * H))];
        }

        public void Dispose()
        {
            Plan.Dispose();
            _theta.Dispose();
        }
    }
}
