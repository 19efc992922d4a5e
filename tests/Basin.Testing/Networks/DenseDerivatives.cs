using System.Collections.Concurrent;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Testing.Networks;

/// <summary>The derivatives of a case of the table as dense float64 matrices, all by hyper-dual numbers: nothing of it has seen a plan.</summary>
public sealed class DenseDerivatives
{
    private static readonly ConcurrentDictionary<string, DenseDerivatives> Known = [];

    private DenseDerivatives(NetworkCase network)
    {
        var model = network.Model();
        var data = network.Data(model);
        var theta = network.Point(model);
        (Examples, Outputs, Parameters) = (data.Count, model.Network.Outputs, theta.Length);
        HyperDual[] point = [.. theta.Select(value => (HyperDual)value)];
        for (var e = 0; e < Examples; e++)
        {
            var (outputs, loss) = network.Oracle(data, e, 1);
            double[] z = [.. outputs(point).Select(value => value.Value)];
            var (residual, _) = HyperDualDerivatives.Of(loss, z);
            Values.Add(z);
            Residuals.Add(Vector<double>.Build.Dense(residual));
            OutputHessians.Add(Matrix<double>.Build.DenseOfArray(HyperDualDerivatives.Hessian(loss, z)));
            Jacobians.Add(Matrix<double>.Build.DenseOfRowArrays(HyperDualDerivatives.Jacobian(outputs, theta)));
            Loss += loss([.. z.Select(value => (HyperDual)value)]).Value / Examples;
        }

        Gradients = [.. Jacobians.Zip(Residuals, (jacobian, residual) => jacobian.TransposeThisAndMultiply(residual))];
        Gradient = Sum(e => Gradients[e]) / Examples;
        GaussNewton = Mean(e => Jacobians[e].TransposeThisAndMultiply(OutputHessians[e]) * Jacobians[e]);
        EmpiricalFisher = Mean(e => Gradients[e].OuterProduct(Gradients[e]));
        Noise = Mean(e => (Gradients[e] - Gradient).OuterProduct(Gradients[e] - Gradient));
        Jacobian = Jacobians.Aggregate((above, below) => above.Stack(below));
    }

    public int Examples { get; }

    public int Outputs { get; }

    public int Parameters { get; }

    /// <summary>L.</summary>
    public double Loss { get; }

    /// <summary>z of each example.</summary>
    public List<double[]> Values { get; } = [];

    /// <summary>r = ∂ℓ/∂z of each example.</summary>
    public List<Vector<double>> Residuals { get; } = [];

    /// <summary>M of each example, (k, k).</summary>
    public List<Matrix<double>> OutputHessians { get; } = [];

    /// <summary>J of each example, (k, p).</summary>
    public List<Matrix<double>> Jacobians { get; } = [];

    /// <summary>J of all examples, (nk, p).</summary>
    public Matrix<double> Jacobian { get; }

    /// <summary>gₑ of each example.</summary>
    public IReadOnlyList<Vector<double>> Gradients { get; }

    /// <summary>∇L.</summary>
    public Vector<double> Gradient { get; }

    /// <summary>G, (p, p).</summary>
    public Matrix<double> GaussNewton { get; }

    /// <summary>mean gₑgₑᵀ, (p, p).</summary>
    public Matrix<double> EmpiricalFisher { get; }

    /// <summary>Σ, (p, p).</summary>
    public Matrix<double> Noise { get; }

    /// <summary>Computed once a case; only for cases whose oracle knows every parameter.</summary>
    public static DenseDerivatives Of(NetworkCase network) =>
        network.Sampled ? throw new ArgumentException($"{network.Name} is too slow for dense derivatives.", nameof(network)) : Known.GetOrAdd(network.Name, _ => new DenseDerivatives(network));

    /// <summary>The mean over examples of a matrix.</summary>
    public Matrix<double> Mean(Func<int, Matrix<double>> of) =>
        Enumerable.Range(0, Examples).Select(of).Aggregate((sum, next) => sum + next) / Examples;

    private Vector<double> Sum(Func<int, Vector<double>> of) => Enumerable.Range(0, Examples).Select(of).Aggregate((sum, next) => sum + next);
}
