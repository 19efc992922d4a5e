using Basin.Numerics.LinearAlgebra;
using Basin.Training.Flows;

namespace Basin.Training.Tests.Flows;

public sealed class ModifiedFlowTests
{
    private const int Dimension = 4, Batches = 3;
    private static readonly FlowOptions _exact = new() { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-13 };
    private readonly QuadraticLosses _losses = new(Dimension, Batches);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 0)]
    [InlineData(0, 0.4)]
    [InlineData(-0.1, 0.5)]
    public void On_quadratics_it_agrees_with_the_matrix_exponential(double whole, double batches)
    {
        double[] start = [1, -2, 0.5, 3];
        var point = (double[])start.Clone();
        new RungeKutta<double>(new ModifiedFlow<double>(_losses, new ModifiedLoss(whole, batches)), _exact).Integrate(point, 1.5);
        var expected = Exponential(whole, batches, start, 1.5);
        for (var i = 0; i < Dimension; i++) Assert.Equal(expected[i], point[i], 1e-10);
    }

    [Fact]
    public void Single_examples_in_random_batches_are_the_mean_over_all_compositions()
    {
        // Six examples in batches of two: all 15 compositions, against the identity with Γ.
        var examples = new QuadraticLosses(Dimension, 6);
        double[] point = [0.3, -0.2, 1, 0.7];
        var mean = new double[Dimension];
        var compositions = Pairings([0, 1, 2, 3, 4, 5]).ToArray();
        Assert.Equal(15, compositions.Length);
        var velocity = new double[Dimension];
        foreach (var composition in compositions)
        {
            new ModifiedFlow<double>(new Grouped(examples, composition), ModifiedLoss.OfShuffledBatches(0.2)).Evaluate(point, velocity);
            for (var i = 0; i < Dimension; i++) mean[i] += velocity[i] / compositions.Length;
        }

        new ModifiedFlow<double>(examples, ModifiedLoss.OfShuffledExamples(0.2, 6, 2)).Evaluate(point, velocity);
        for (var i = 0; i < Dimension; i++) Assert.Equal(mean[i], velocity[i], 1e-12);
    }

    [Fact]
    public void A_batch_of_everything_is_plain_descent()
    {
        Assert.Equal(ModifiedLoss.OfDescent(0.1), ModifiedLoss.OfShuffledExamples(0.1, 8, 8));
        Assert.Equal(new ModifiedLoss(0, 0.025), ModifiedLoss.OfShuffledBatches(0.1, 4));
    }

    [Fact]
    public void More_examples_a_batch_than_there_are_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ModifiedLoss.OfShuffledExamples(0.1, 8, 9));

    private static IEnumerable<int[][]> Pairings(int[] items)
    {
        if (items.Length == 0) return [[]];
        return items[1..].SelectMany(mate => Pairings([.. items[1..].Where(item => item != mate)]).Select(rest => (int[][])[[items[0], mate], .. rest]));
    }

    // θ(t) = θ* + e^(−At)(θ₀ − θ*) with A = H̄ + (a/2)H̄² + (b/2)·mean of Hⱼ².
    private double[] Exponential(double whole, double batches, double[] start, double time)
    {
        var (h, squares) = (new double[Dimension, Dimension], new double[Dimension, Dimension]);
        double[] force = new double[Dimension], squareForce = new double[Dimension];
        for (var j = 0; j < Batches; j++)
        {
            Add(_losses.Hessians[j], h);
            Add(Product(_losses.Hessians[j], _losses.Hessians[j]), squares);
            var pull = QuadraticLosses.Times(_losses.Hessians[j], _losses.Centres[j]);
            var squarePull = QuadraticLosses.Times(_losses.Hessians[j], pull);
            for (var i = 0; i < Dimension; i++)
            {
                force[i] += pull[i] / Batches;
                squareForce[i] += squarePull[i] / Batches;
            }
        }

        var a = new double[Dimension * Dimension];
        var hh = Product(h, h);
        for (var i = 0; i < a.Length; i++)
            a[i] = h[i / Dimension, i % Dimension] + (whole / 2 * hh[i / Dimension, i % Dimension]) + (batches / 2 * squares[i / Dimension, i % Dimension]);
        var hForce = QuadraticLosses.Times(h, force);
        double[] b = [.. force.Select((f, i) => f + (whole / 2 * hForce[i]) + (batches / 2 * squareForce[i]))];
        var eigen = new SymmetricEigen(Dimension);
        eigen.Decompose(a, Dimension, Dimension);
        var end = new double[Dimension];
        for (var k = 0; k < Dimension; k++)
        {
            var value = eigen.Values[k];
            var vector = eigen.Vector(k);
            double along = Vectors.Dot<double>(vector, start), fixedPoint = Vectors.Dot<double>(vector, b) / value;
            for (var i = 0; i < Dimension; i++) end[i] += vector[i] * (fixedPoint + (Math.Exp(-value * time) * (along - fixedPoint)));
        }

        return end;

        static void Add(double[,] x, double[,] sum)
        {
            for (var i = 0; i < Dimension * Dimension; i++) sum[i / Dimension, i % Dimension] += x[i / Dimension, i % Dimension] / Batches;
        }
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var c = new double[Dimension, Dimension];
        for (var i = 0; i < Dimension; i++)
            for (var j = 0; j < Dimension; j++)
                for (var k = 0; k < Dimension; k++) c[i, j] += a[i, k] * b[k, j];
        return c;
    }

    private sealed class Grouped(QuadraticLosses examples, int[][] groups) : BatchLosses<double>(examples.Dimension, groups.Length)
    {
        public override void Gradient(int batch, ReadOnlySpan<double> point, Span<double> gradient)
        {
            var part = new double[Dimension];
            gradient.Clear();
            foreach (var example in groups[batch])
            {
                examples.Gradient(example, point, part);
                Vectors.AddScaled<double>(1.0 / groups[batch].Length, part, gradient);
            }
        }

        public override void HessianProduct(int batch, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> product)
        {
            var part = new double[Dimension];
            product.Clear();
            foreach (var example in groups[batch])
            {
                examples.HessianProduct(example, point, direction, part);
                Vectors.AddScaled<double>(1.0 / groups[batch].Length, part, product);
            }
        }
    }
}
