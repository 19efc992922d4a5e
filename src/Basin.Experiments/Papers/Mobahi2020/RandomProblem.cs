using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>A random positive definite Gram matrix of a given condition, and targets of a given size.</summary>
/// <param name="Spectrum">G has d_max = 1, d_min = 1/κ, and others between uniform in ln d.</param>
/// <param name="Targets">y₀ in a random direction with ‖y₀‖ = r₀√(Kε).</param>
internal sealed record RandomProblem(KernelSpectrum Spectrum, double[] Targets)
{
    public static RandomProblem Draw(int points, double condition, double ratio, double tolerance, Seed seed)
    {
        var values = new double[points];
        var random = seed.Stream("eigenvalues");
        for (var k = 0; k < points; k++) values[k] = Math.Pow(condition, k switch { 0 => -1, 1 => 0, _ => -random.NextDouble() });
        var frame = Frame(points, seed.Stream("eigenvectors"));
        var gram = new double[points * points];
        for (var i = 0; i < points; i++)
        {
            for (var j = 0; j < points; j++)
            {
                for (var k = 0; k < points; k++) gram[(i * points) + j] += points * values[k] * frame[k][i] * frame[k][j];
            }
        }

        var targets = new double[points];
        seed.Stream("targets").FillGaussian(targets.AsSpan());
        Vectors.Normalize(targets.AsSpan());
        for (var i = 0; i < points; i++) targets[i] *= ratio * Math.Sqrt(points * tolerance);
        return new RandomProblem(new KernelSpectrum(gram, points), targets);
    }

    // Gaussian vectors made orthonormal, twice for the digits that the first pass loses.
    private static double[][] Frame(int n, RandomSource random)
    {
        var frame = new double[n][];
        for (var k = 0; k < n; k++)
        {
            frame[k] = new double[n];
            random.FillGaussian(frame[k].AsSpan());
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var other in frame.AsSpan(0, k)) Vectors.AddScaled(-Vectors.Dot<double>(other, frame[k]), other, frame[k].AsSpan());
                Vectors.Normalize(frame[k].AsSpan());
            }
        }

        return frame;
    }
}
