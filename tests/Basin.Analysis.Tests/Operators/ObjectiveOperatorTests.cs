using Basin.Models;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Testing.LinearAlgebra;
using Basin.Testing.Networks;

namespace Basin.Analysis.Tests.Operators;

/// <summary>Every operator of the table, on networks of every kind: the right matrix, symmetric, linear, positive, in blocks, in any shards, on any threads.</summary>
public sealed class ObjectiveOperatorTests
{
    private static readonly string[] Networks =
    [
        "mlp-tanh", "mlp-softplus, squared error", "mlp-gelu, logistic", "batch norm, frozen", "transformer", "rectified outputs, squared error", "examples moved aside",
    ];

    public static IEnumerable<TheoryDataRow<OperatorCase, NetworkCase>> Cases =>
        from row in OperatorCase.All
        from network in NetworkCases.All
        where Networks.Contains(network.Name)
        select new TheoryDataRow<OperatorCase, NetworkCase>(row, network);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Keeps_the_contract_of_a_symmetric_operator(OperatorCase row, NetworkCase network)
    {
        using var objective = At(network, new ObjectiveOptions { ShardSize = 4, Directions = 2 });
        var laws = new Laws(() => (row.Create(objective), row.Dense(network, DenseDerivatives.Of(network)).ToArray()));
        laws.Agrees_with_the_dense_matrix();
        laws.Is_symmetric();
        laws.Is_linear();
        laws.Gives_the_same_bits_twice_whatever_was_in_the_destination();
        laws.Leaves_its_input_alone();
        laws.A_block_of_vectors_agrees_with_one_by_one(2);
        laws.A_block_of_vectors_agrees_with_one_by_one(5);
        laws.Refuses_vectors_of_the_wrong_length_saying_both_lengths();
        laws.Stops_when_cancelled();
        laws.A_product_allocates_nothing();
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Is_the_same_positive_matrix_in_any_shards(OperatorCase row, NetworkCase network)
    {
        var expected = row.Dense(network, DenseDerivatives.Of(network));
        foreach (var size in new[] { 1, 3, 100 })
        {
            using var objective = At(network, new ObjectiveOptions { ShardSize = size, MemoryBytes = size == 3 ? 0 : 1L << 32 });
            var found = Dense.Of(row.Create(objective));
            Assert.True((expected - MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(found)).FrobeniusNorm() <= 1e-10 * expected.FrobeniusNorm());
            var eigenvalues = Dense.Eigenvalues(found);
            Assert.True(eigenvalues[0] >= -1e-12 * eigenvalues[^1], $"{eigenvalues[0]:g3} below zero");
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Has_the_same_bits_for_any_number_of_threads(OperatorCase row, NetworkCase network)
    {
        using var workers = new Workers(3);
        var products = new List<double[]>();
        foreach (var threads in new[] { Workers.Serial, workers })
        {
            using var objective = At(network, new ObjectiveOptions { ShardSize = 4, Workers = threads });
            products.Add(Product(row.Create(objective)));
        }

        Assert.Equal(products[0], products[1]);
    }

    [Theory]
    [InlineData("Fisher, Monte Carlo")]
    [InlineData("Fisher, empirical")]
    [InlineData("noise covariance")]
    [InlineData("tangent kernel")]
    [InlineData("gradient kernel")]
    public void What_needs_single_examples_is_refused_where_they_see_each_other(string name)
    {
        using var objective = At(NetworkCases.All.First(network => network.BatchNorm == BatchNormMode.Batch), new ObjectiveOptions());
        var error = Assert.Throws<NotSupportedException>(() => OperatorCase.All.First(row => row.Name == name).Create(objective));
        Assert.Contains("statistics of the whole batch", error.Message, StringComparison.Ordinal);
        Assert.Contains("Freeze the statistics", error.Message, StringComparison.Ordinal);
    }

    private static double[] Product(SymmetricOperator<double> a)
    {
        double[] x = new double[a.Dimension], y = new double[a.Dimension];
        new Seed(5).Stream("x").FillGaussian(x.AsSpan());
        a.Multiply(x, y);
        return y;
    }

    private static Objective<double> At(NetworkCase network, ObjectiveOptions options)
    {
        var model = network.Model();
        var objective = new Objective<double>(model, network.Data(model), options with { BatchNorm = network.BatchNorm });
        objective.MoveTo(network.Point(model));
        return objective;
    }

    private sealed class Laws(Func<(SymmetricOperator<double> Operator, double[,] Dense)> create) : SymmetricOperatorContract
    {
        protected override (SymmetricOperator<double> Operator, double[,] Dense) Create() => create();
    }
}
