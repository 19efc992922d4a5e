using System.Numerics;
using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Bench;

/// <summary>Made-up examples that can be learned: each class has a centre, and every example lies around its own.</summary>
/// <remarks>With random labels a Hessian has no outliers, and a search for eigenvalues would time a spectrum that no trained network has.</remarks>
internal static class ClusteredData
{
    // The distance of a centre's coordinates, in units of the noise.
    private const double Separation = 0.5;

    public static DataSet<T> Create<T>(Shape exampleShape, int classes, int examples, Seed seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var d = exampleShape.Length;
        var (centres, inputs, labels) = (new double[classes * d], new T[examples * d], new T[examples]);
        seed.Stream("centres").FillGaussian<double>(centres);
        var (noise, chance) = (seed.Stream("inputs"), seed.Stream("labels"));
        for (var i = 0; i < examples; i++)
        {
            var label = chance.NextInt(classes);
            labels[i] = T.CreateChecked(label);
            for (var j = 0; j < d; j++) inputs[(i * d) + j] = T.CreateTruncating((Separation * centres[(label * d) + j]) + noise.NextGaussian());
        }

        return new DataSet<T>("clusters", exampleShape, inputs, labels, Targets.Classes(classes), "made up");
    }
}
