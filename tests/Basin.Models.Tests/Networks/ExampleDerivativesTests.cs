using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Testing;
using Basin.Testing.Networks;

namespace Basin.Models.Tests.Networks;

/// <summary>Jacobians, curvature rows and products through the outputs agree with the hyper-dual oracle, for every network of the table.</summary>
public sealed class ExampleDerivativesTests
{
    public static TheoryData<NetworkCase> Cases => [.. NetworkCases.All];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Jacobian_rows_agree_with_the_oracle_or_are_refused(NetworkCase network)
    {
        using var objective = At(network, new ObjectiveOptions { ShardSize = 4 }, out var theta);
        var (n, k, p) = (objective.Examples, objective.Outputs, theta.Length);
        var rows = new double[n * k * p];
        if (objective.MixesExamples)
        {
            Assert.Contains("Freeze the statistics", Assert.Throws<NotSupportedException>(() => objective.JacobianRows(0, n, rows)).Message, StringComparison.Ordinal);
            Assert.Throws<NotSupportedException>(() => objective.CurvatureGram(new double[n * k * n * k]));
            Assert.Throws<NotSupportedException>(() => objective.CurvatureBlocks(new double[n * k * k]));
            Assert.Throws<NotSupportedException>(() => objective.CurvatureForms(theta, new double[n]));
            Assert.Throws<NotSupportedException>(() => objective.OutputProduct(theta, new double[p], (_, _, _) => { }));
            return;
        }

        objective.JacobianRows(0, n, rows);
        var expected = Jacobian(network, objective, theta);
        for (var row = 0; row < n * k; row++) Close(expected[row], rows[(row * p)..((row + 1) * p)]);

        // A window that begins and ends inside shards.
        var window = new double[(n - 1) * k * p];
        objective.JacobianRows(1, n - 1, window);
        Close(rows[(k * p)..], window);
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Passes_backwards_are_counted_an_example_and_a_row(NetworkCase network)
    {
        using var objective = At(network, new ObjectiveOptions { ShardSize = 4 }, out var theta);
        var (n, k, p) = (objective.Examples, objective.Outputs, theta.Length);
        Assert.Equal(0, objective.ExamplePasses);
        objective.Gradient(new double[p]);
        Assert.Equal(n, objective.ExamplePasses);
        if (objective.MixesExamples) return;
        Assert.Equal(n, Passes(() => objective.ExampleSquaredNorms(new double[n])));
        Assert.Equal((n - 1) * k, Passes(() => objective.JacobianRows(1, n - 1, new double[(n - 1) * k * p])));
        Assert.Equal(n * k, Passes(() => objective.CurvatureBlocks(new double[n * k * k])));
        Assert.Equal(n, Passes(() => objective.ExampleGram(new double[n * n])));
        Assert.Equal(0, Passes(() => objective.HessianProduct(theta, new double[p])));

        long Passes(Action work)
        {
            var before = objective.ExamplePasses;
            work();
            return objective.ExamplePasses - before;
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Curvature_rows_multiply_to_each_examples_Gauss_Newton_matrix(NetworkCase network)
    {
        using var objective = At(network, new ObjectiveOptions { ShardSize = 4 }, out var theta);
        if (objective.MixesExamples) return;
        var (n, k, p) = (objective.Examples, objective.Outputs, theta.Length);
        double[] rows = new double[n * k * p], v = Random(p, 1), product = new double[p], forms = new double[n];
        objective.CurvatureRows(0, n, rows);
        objective.CurvatureForms(v, forms);
        objective.GaussNewtonProduct(v, product);
        var jacobian = Jacobian(network, objective, theta);
        var stride = network.StrideFor(p);
        for (var e = 0; e < n; e++)
        {
            var curvature = OutputHessian(network, objective, theta, e);
            for (var i = 0; i < p; i += stride)
            {
                // Column i of AᵀA against that of JᵀMJ, both at the parameters that the oracle knows.
                double[] found = [.. Columns(p, stride).Select(j => Enumerable.Range(e * k, k).Sum(row => rows[(row * p) + i] * rows[(row * p) + j]))];
                double[] expected = [.. Columns(p, stride).Select(j => Form(curvature, k, a => jacobian[(e * k) + a][i], a => jacobian[(e * k) + a][j]))];
                Assert.True(Distance(expected, found) <= 1e-9 * Math.Max(1, Norm(expected)));
            }

            var pushed = Enumerable.Range(e * k, k).Sum(row => Math.Pow(Dot(rows.AsSpan(row * p, p), v), 2));
            Assert.Equal(pushed, forms[e], 1e-10 * Math.Max(1, pushed));
        }

        var whole = new double[p];
        for (var row = 0; row < n * k; row++)
        {
            var along = Dot(rows.AsSpan(row * p, p), v) / n;
            for (var i = 0; i < p; i++) whole[i] += along * rows[(row * p) + i];
        }

        Close(whole, product);
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Grams_and_blocks_hold_the_inner_products_of_rows_whatever_the_memory(NetworkCase network)
    {
        foreach (var memory in new[] { 1L << 32, 0L })
        {
            using var objective = At(network, new ObjectiveOptions { MemoryBytes = memory }, out var theta);
            if (objective.MixesExamples) return;
            var (n, k, p) = (objective.Examples, objective.Outputs, theta.Length);
            double[] rows = new double[n * k * p], gram = new double[n * k * n * k], blocks = new double[n * k * k];
            objective.CurvatureRows(0, n, rows);
            objective.CurvatureGram(gram);
            objective.CurvatureBlocks(blocks);
            Close(Inner(rows, n * k, p), gram);
            for (var e = 0; e < n; e++)
                for (var c = 0; c < k; c++)
                    Close(gram[((((e * k) + c) * n * k) + (e * k))..][..k], blocks[(((e * k) + c) * k)..][..k], floor: 1e-12);
            objective.JacobianRows(0, n, rows);
            objective.JacobianGram(gram);
            Close(Inner(rows, n * k, p), gram);
            var gradients = new double[n * p];
            objective.ExampleGradients(0, n, gradients);
            objective.ExampleGram(gram.AsSpan(0, n * n));
            Close(Inner(gradients, n, p), gram[..(n * n)]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Products_through_the_outputs_agree_with_the_Jacobian(NetworkCase network)
    {
        using var objective = At(network, new ObjectiveOptions { ShardSize = 2, Directions = 2 }, out var theta);
        if (objective.MixesExamples) return;
        var (n, k, p) = (objective.Examples, objective.Outputs, theta.Length);
        double[] rows = new double[n * k * p], x = Random(3 * p, 2), tangents = new double[3 * n * k], cotangents = Random(3 * n * k, 3), y = new double[3 * p];
        var weights = Random(n * k * k, 4);
        objective.JacobianRows(0, n, rows);
        objective.Push(x, tangents);
        for (var d = 0; d < 3; d++)
        {
            var at = d;
            Close([.. Enumerable.Range(0, n * k).Select(row => Dot(rows.AsSpan(row * p, p), x.AsSpan(at * p, p)))], tangents[(d * n * k)..((d + 1) * n * k)]);
        }

        objective.Pull(cotangents, y);
        for (var d = 0; d < 3; d++) Close(Transposed(rows, cotangents[(d * n * k)..((d + 1) * n * k)], p), y[(d * p)..((d + 1) * p)]);

        objective.OutputProduct(x, y, (first, from, to) =>
        {
            for (var row = 0; row < from.Length; row++)
            {
                var (e, a) = (first + (row / k), row % k);
                to[row] = 0;
                for (var b = 0; b < k; b++) to[row] += weights[(((e * k) + a) * k) + b] * from[((row / k) * k) + b];
            }
        });
        for (var d = 0; d < 3; d++)
        {
            double[] mapped = [.. Enumerable.Range(0, n * k).Select(row => Enumerable.Range(0, k).Sum(b => weights[(row * k) + b] * tangents[(d * n * k) + (row / k * k) + b]) / n)];
            Close(Transposed(rows, mapped, p), y[(d * p)..((d + 1) * p)]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Gradients_are_Jacobians_times_the_outputs_gradients(NetworkCase network)
    {
        using var objective = At(network, new ObjectiveOptions { ShardSize = 4 }, out var theta);
        double[] seeds = new double[objective.Examples * objective.Outputs], pulled = new double[theta.Length], gradient = new double[theta.Length];
        if (objective.MixesExamples) return;
        objective.WriteOutputGradients(seeds);
        objective.Pull(seeds, pulled);
        objective.Gradient(gradient);
        Close(gradient, [.. pulled.Select(value => value / objective.Examples)]);

        var (outputs, _) = network.Oracle(objective.Data, 0, objective.Examples);
        objective.WriteOutputs(seeds);
        Close([.. outputs([.. theta.Select(value => (HyperDual)value)]).Select(z => z.Value)], seeds);
    }

    [Theory]
    [InlineData("cnn without pooling")]
    [InlineData("transformer")]
    public void A_gram_is_the_same_however_few_rows_it_may_hold(string name)
    {
        var network = NetworkCases.All.First(network => network.Name == name);
        var model = network.Model();
        var data = network.Data(model);
        using var parameters = new NativeBuffer<double>(model.Network.ParameterCount);
        network.Point(model).CopyTo(parameters.Span);
        using var batch = new Batch<double>(model, data.Count, network.BatchNorm, parameters, new PlanOptions { KeepAdjoints = true });
        batch.Fill(data, 0);
        batch.Plan.Evaluate();
        double[] few = new double[data.Count * data.Count], many = new double[few.Length], fewNorms = new double[data.Count], norms = new double[data.Count];
        foreach (var (elements, gram, diagonal) in new[] { (40L, few, fewNorms), (1L << 25, many, norms) })
        {
            using var gradients = new ExampleGradients<double>(batch.Plan) { RowElements = elements };
            gradients.Prepare();
            gradients.Gram(gram);
            gradients.SquaredNorms(diagonal);
        }

        Close(many, few);
        Close(norms, fewNorms);
    }

    [Fact]
    public void Rows_grams_and_products_have_the_same_bits_for_any_number_of_threads()
    {
        var network = NetworkCases.All.First(network => network.Name == "transformer");
        using var workers = new Workers(3);
        var results = new List<double[]>();
        foreach (var threads in new[] { Workers.Serial, workers })
        {
            using var objective = At(network, new ObjectiveOptions { Workers = threads }, out var theta);
            var (n, k, p) = (objective.Examples, objective.Outputs, theta.Length);
            double[] rows = new double[n * k * p], gram = new double[n * k * n * k], y = new double[p];
            objective.CurvatureRows(0, n, rows);
            objective.CurvatureGram(gram);
            objective.OutputProduct(theta, y, static (_, from, to) => from.CopyTo(to));
            results.Add([.. rows, .. gram, .. y]);
        }

        Assert.Equal(results[0], results[1]);
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Asking_for_rows_does_not_disturb_products(NetworkCase network)
    {
        using var objective = At(network, new ObjectiveOptions { ShardSize = 4 }, out var theta);
        if (objective.MixesExamples) return;
        var (n, k, p) = (objective.Examples, objective.Outputs, theta.Length);
        double[] before = new double[p], after = new double[p];
        objective.HessianProduct(theta, before);
        objective.CurvatureRows(0, n, new double[n * k * p]);
        objective.WriteOutputGradients(new double[n * k]);
        objective.HessianProduct(theta, after);
        Assert.Equal(before, after);
    }

    private static Objective<double> At(NetworkCase network, ObjectiveOptions options, out double[] theta)
    {
        var model = network.Model();
        var objective = new Objective<double>(model, network.Data(model), options with { BatchNorm = network.BatchNorm });
        theta = network.Point(model);
        objective.MoveTo(theta);
        return objective;
    }

    private static double[][] Jacobian(NetworkCase network, Objective<double> objective, double[] theta) =>
        HyperDualDerivatives.Jacobian(network.Oracle(objective.Data, 0, objective.Examples).Outputs, theta, network.StrideFor(theta.Length));

    private static double[,] OutputHessian(NetworkCase network, Objective<double> objective, double[] theta, int example)
    {
        var (outputs, loss) = network.Oracle(objective.Data, example, 1);
        return HyperDualDerivatives.Hessian(loss, [.. outputs([.. theta.Select(value => (HyperDual)value)]).Select(z => z.Value)]);
    }

    private static IEnumerable<int> Columns(int p, int stride) => Enumerable.Range(0, p).Where(i => i % stride == 0);

    private static double Form(double[,] m, int k, Func<int, double> u, Func<int, double> v) =>
        (from a in Enumerable.Range(0, k) from b in Enumerable.Range(0, k) select u(a) * m[a, b] * v(b)).Sum();

    private static double[] Inner(double[] rows, int count, int p) =>
        [.. from i in Enumerable.Range(0, count) from j in Enumerable.Range(0, count) select Dot(rows.AsSpan(i * p, p), rows.AsSpan(j * p, p))];

    private static double[] Transposed(double[] rows, double[] c, int p)
    {
        var y = new double[p];
        for (var row = 0; row < c.Length; row++)
            for (var i = 0; i < p; i++) y[i] += c[row] * rows[(row * p) + i];
        return y;
    }

    private static double[] Random(int length, int index)
    {
        var x = new double[length];
        new Seed(21).Stream("vector", index).FillGaussian(x.AsSpan());
        return x;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Where(double.IsFinite).Sum(element => element * element));

    private static double Distance(double[] x, double[] y) => Math.Sqrt(x.Zip(y).Where(pair => double.IsFinite(pair.First)).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));

    // What the oracle left out is NaN; a row of zeros is no accident where a rectifier is off.
    private static void Close(double[] expected, double[] found, double floor = 1e-14)
    {
        Assert.Equal(expected.Length, found.Length);
        var (scale, error) = (Norm(expected), Distance(expected, found));
        Assert.True(error <= (1e-10 * scale) + floor, $"error {error:g3} where the norm is {scale:g3}");
    }
}
