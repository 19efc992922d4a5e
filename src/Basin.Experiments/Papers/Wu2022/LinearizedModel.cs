using Basin.Analysis.Stability;
using Basin.Numerics.Kernels;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>A model linear in its parameters, as its kernel K = JJᵀ over the examples.</summary>
/// <param name="Name">As checks call it.</param>
/// <param name="Kernel">Shape (n, n).</param>
/// <param name="Examples">n.</param>
/// <param name="Rows">J, shape (n, p).</param>
internal sealed record LinearizedModel(string Name, double[] Kernel, int Examples, double[] Rows)
{
    /// <summary>p.</summary>
    public int Parameters => Rows.Length / Examples;

    /// <summary>Linear regression on Gaussian inputs.</summary>
    public static LinearizedModel Linear(Seed seed, int examples, int parameters)
    {
        var rows = new double[examples * parameters];
        seed.Stream("linear/inputs").FillGaussian<double>(rows);
        return Of("linear", rows, examples);
    }

    /// <summary>Features √2·relu(w·x/√d)/√m with w and x Gaussian.</summary>
    public static LinearizedModel RandomFeatures(Seed seed, int examples, int inputs, int features)
    {
        var (x, w) = (new double[examples * inputs], new double[features * inputs]);
        seed.Stream("features/inputs").FillGaussian<double>(x);
        seed.Stream("features/weights").FillGaussian<double>(w);
        var rows = Product(x, w, examples, features, inputs);
        var scale = Math.Sqrt(2.0 / inputs / features);
        for (var i = 0; i < rows.Length; i++) rows[i] = scale * Math.Max(0, rows[i]);
        return Of(FormattableString.Invariant($"{features} random features"), rows, examples);
    }

    /// <summary>The models of the table of thresholds: one more or less linear regression, and two sizes of random features.</summary>
    public static LinearizedModel[] Table(Seed seed) =>
        [Linear(seed, 40, 60), RandomFeatures(seed, 40, 10, 200), RandomFeatures(seed, 40, 10, 4000)];

    /// <summary>η* with batches of <paramref name="batch"/> drawn with replacement.</summary>
    public double CriticalLearningRate(int batch, Seed seed, CancellationToken cancellationToken)
    {
        using var curvature = Curvature();
        using var analysis = new MeanSquare(curvature, MomentumRule.None, seed);
        return analysis.CriticalLearningRate(Draw(batch), cancellationToken).Value;
    }

    /// <summary>Every example's curvature.</summary>
    public SampleCurvature Curvature() => SampleCurvature.FromGram(Kernel, Examples, 1);

    /// <summary>Batches of <paramref name="batch"/> with replacement.</summary>
    public BatchDraw Draw(int batch) => new(batch, Examples, Replacement: true);

    private static LinearizedModel Of(string name, double[] rows, int examples) =>
        new(name, Product(rows, rows, examples, examples, rows.Length / examples), examples, rows);

    // left·rightᵀ, of rows of equal length.
    private static unsafe double[] Product(double[] left, double[] right, int rows, int columns, int length)
    {
        var result = new double[rows * columns];
        fixed (double* a = left, b = right, c = result)
            Gemm.Multiply(Workers.Serial, rows, columns, length, new Matrix<double>(a, length), new Matrix<double>(b, length).Transposed, c, columns, accumulate: false);
        return result;
    }
}
