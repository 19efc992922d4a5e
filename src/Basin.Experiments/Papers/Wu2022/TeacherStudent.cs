using Basin.Analysis.Noise;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>A two-layer rectifier network of width 100 that learns a teacher of three units from 120 Gaussian examples in 20 dimensions.</summary>
internal static class TeacherStudent
{
    public const int Inputs = 20;
    public const int Examples = 120;
    private const int Width = 100;
    private const int TestExamples = 2000;
    private const int Units = 3;
    private const double Scale = 1.5;
    private const double DescentRate = 0.01;
    private const long DescentSteps = 12_000;

    /// <summary>The training set.</summary>
    public static VectorExamples Train(Seed seed) => Draw(seed, "train", Examples);

    /// <summary>Fresh examples.</summary>
    public static VectorExamples Test(Seed seed) => Draw(seed, "test", TestExamples);

    /// <summary>A network at random.</summary>
    public static TwoLayerNetwork Student(Seed seed)
    {
        var network = new TwoLayerNetwork(Inputs, Width);
        network.Initialize(Scale, seed.Stream("student"));
        return network;
    }

    /// <summary>A network at a minimum that gradient descent with a small learning rate found.</summary>
    public static TwoLayerNetwork AtMinimum(Seed seed, VectorExamples train, CancellationToken cancellationToken)
    {
        var network = Student(seed);
        using var descent = new TwoLayerDescent(network, train, new TwoLayerOptions { LearningRate = DescentRate }, seed);
        for (var done = 0L; done < DescentSteps; done += 100)
        {
            cancellationToken.ThrowIfCancellationRequested();
            descent.Run(100);
        }

        return network;
    }

    /// <summary>½ the mean squared error.</summary>
    public static double Loss(TwoLayerNetwork network, VectorExamples examples) => network.MeanLoss(examples, SmoothedLoss.Square);

    /// <summary>The tangent kernel, shape (n, n).</summary>
    public static double[] Kernel(TwoLayerNetwork network, VectorExamples examples)
    {
        var kernel = new double[examples.Count * examples.Count];
        TwoLayerCurvature.FillTangentKernel(network, examples, kernel);
        return kernel;
    }

    /// <summary>How noise and curvature align where the network is.</summary>
    public static KernelAlignment Alignment(TwoLayerNetwork network, VectorExamples examples)
    {
        var residuals = new double[examples.Count];
        network.Evaluate(examples, residuals);
        for (var i = 0; i < residuals.Length; i++) residuals[i] -= examples.Targets[i];
        return KernelAlignment.Of(Kernel(network, examples), residuals, network.ParameterCount);
    }

    // y = Σ ±relu(uₖ·x) with unit vectors u; the teacher is the same for both sets.
    private static VectorExamples Draw(Seed seed, string set, int count)
    {
        var (directions, signs) = (new double[Units * Inputs], new double[Units]);
        seed.Stream("teacher/directions").FillGaussian<double>(directions);
        seed.Stream("teacher/signs").FillSigns<double>(signs);
        var (inputs, targets) = (new double[count * Inputs], new double[count]);
        seed.Stream($"examples/{set}").FillGaussian<double>(inputs);
        for (var unit = 0; unit < Units; unit++)
        {
            var direction = directions.AsSpan(unit * Inputs, Inputs);
            var norm = Math.Sqrt(Dot(direction, direction));
            for (var i = 0; i < count; i++) targets[i] += signs[unit] * Math.Max(0, Dot(direction, inputs.AsSpan(i * Inputs, Inputs))) / norm;
        }

        return new VectorExamples(inputs, targets);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Numerics.LinearAlgebra.Vectors.Dot(a, b);
}
