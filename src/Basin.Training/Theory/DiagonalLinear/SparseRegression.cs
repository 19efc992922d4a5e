using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>A linear regression y = Xβ* without noise, laid out for the kernels of diagonal linear networks.</summary>
/// <remarks>Rows are padded with zeros to whole registers; a padded coordinate never moves. Read by any number of threads at once.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class SparseRegression<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RegisterBytes = 64;
    private readonly NativeBuffer<T> _rows, _targets;

    /// <summary>Takes examples as they are.</summary>
    /// <param name="rows">X, shape (n, d).</param>
    /// <param name="truth">β*, shape (d).</param>
    /// <exception cref="ArgumentException">The rows are not whole.</exception>
    public SparseRegression(ReadOnlySpan<double> rows, ReadOnlySpan<double> truth)
    {
        if (truth.IsEmpty || rows.IsEmpty || rows.Length % truth.Length != 0)
            throw new ArgumentException($"{rows.Length} numbers are not rows of {truth.Length}.", nameof(rows));
        (Inputs, Examples) = (truth.Length, rows.Length / truth.Length);
        var lanes = RegisterBytes / sizeof(T);
        Stride = (Inputs + lanes - 1) / lanes * lanes;
        _rows = new NativeBuffer<T>((long)Examples * Stride);
        _targets = new NativeBuffer<T>(Examples);
        var curvature = new double[Inputs];
        for (var i = 0; i < Examples; i++)
        {
            var target = 0.0;
            for (var j = 0; j < Inputs; j++)
            {
                var x = T.CreateTruncating(rows[(i * Inputs) + j]);
                _rows.Pointer[((long)i * Stride) + j] = x;
                target += double.CreateTruncating(x) * truth[j];
                curvature[j] += double.CreateTruncating(x * x) / Examples;
            }

            _targets.Pointer[i] = T.CreateTruncating(target);
        }

        (Truth, Curvature) = ([.. truth], [.. curvature]);
    }

    /// <summary>n.</summary>
    public int Examples { get; }

    /// <summary>d.</summary>
    public int Inputs { get; }

    /// <summary>β*, shape (d).</summary>
    public ImmutableArray<double> Truth { get; }

    /// <summary>The diagonal of XᵀX/n, shape (d).</summary>
    public ImmutableArray<double> Curvature { get; }

    /// <summary>Numbers from one row to the next: d, rounded up to whole registers.</summary>
    internal int Stride { get; }

    internal T* Rows => _rows.Pointer;

    internal T* Targets => _targets.Pointer;

    /// <summary>Draws standard Gaussian inputs and the coefficients' places and values.</summary>
    /// <exception cref="ArgumentException">More coefficients are wanted than there are inputs.</exception>
    public static SparseRegression<T> Draw(SparseRegressionOptions options, Seed seed)
    {
        if (options.Support > options.Inputs)
            throw new ArgumentException($"{options.Support} of {options.Inputs} coefficients cannot differ from 0; ask for at most {options.Inputs}.", nameof(options));
        var rows = new double[options.Examples * options.Inputs];
        seed.Stream("sparse-regression/inputs").FillGaussian<double>(rows);
        var places = Enumerable.Range(0, options.Inputs).ToArray();
        seed.Stream("sparse-regression/support").Shuffle<int>(places);
        var values = new double[options.Support];
        var signal = seed.Stream("sparse-regression/signal");
        if (options.HasGaussianSignal) signal.FillGaussian<double>(values);
        else signal.FillSigns<double>(values);
        var truth = new double[options.Inputs];
        for (var k = 0; k < values.Length; k++) truth[places[k]] = values[k];
        return new SparseRegression<T>(rows, truth);
    }

    /// <summary>‖β − β*‖².</summary>
    public double SquaredError(ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var j = 0; j < Inputs; j++) sum += (coefficients[j] - Truth[j]) * (coefficients[j] - Truth[j]);
        return sum;
    }

    /// <summary>Copies an example's inputs.</summary>
    /// <param name="example">0 … n − 1.</param>
    /// <param name="row">Shape (d); overwritten.</param>
    public void CopyRow(int example, Span<double> row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)example, (uint)Examples, nameof(example));
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Inputs);
        for (var j = 0; j < Inputs; j++) row[j] = double.CreateTruncating(Rows[((long)example * Stride) + j]);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _rows.Dispose();
        _targets.Dispose();
    }
}
