using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Teachers Σ ±relu(uₖ·x) along random unit vectors, and examples labelled by them.</summary>
internal static class UnitRectifiers
{
    /// <summary>Parameters of a two-layer network of that kind, with signs drawn.</summary>
    public static double[] Draw(int d, int units, RandomSource random)
    {
        var parameters = new double[(d + 1) * units];
        var unit = new double[d];
        for (var k = 0; k < units; k++)
        {
            random.FillGaussian<double>(unit);
            Vectors.Normalize<double>(unit);
            for (var i = 0; i < d; i++) parameters[(i * units) + k] = unit[i];
        }

        random.FillSigns(parameters.AsSpan(d * units));
        return parameters;
    }

    /// <summary>Gaussian inputs and the teacher's outputs.</summary>
    public static VectorExamples Label(TwoLayerNetwork teacher, int count, RandomSource random)
    {
        var inputs = new double[count * teacher.Inputs];
        random.FillGaussian<double>(inputs);
        var examples = new VectorExamples(inputs, new double[count]);
        var outputs = new double[count];
        teacher.Evaluate(examples, outputs);
        return examples.WithTargets(outputs);
    }
}
