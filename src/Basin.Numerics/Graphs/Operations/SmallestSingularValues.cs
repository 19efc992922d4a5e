using System.Numerics;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y = Σ σᵢ² over the k smallest of the min(n, m) singular values of a matrix X of shape (n, m).</summary>
/// <remarks>
/// <para>Let X have its shorter axis first, and G = XXᵀ = Σ λᵢuᵢuᵢᵀ, so that σ² = λ. With P the projection on the chosen uᵢ: ẏ = 2⟨PX, Ẋ⟩,
/// X̄ = 2ȳPX, and the tangent of that is 2ȳ˙PX + 2ȳ(ṖX + PẊ) with Ṗ = Σ (uₜᵀĠuₛ)/(λₛ − λₜ)·(uₜuₛᵀ + uₛuₜᵀ) over chosen s and others t.</para>
/// <para>Where the k-th and the next singular value cross there is no derivative; the pair is then left out of Ṗ. Computed in double.
/// Costs O(nm·min(n, m)). Source: Chen, Wang, Fu, Long and Wang (2019), "Catastrophic forgetting meets negative transfer".</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class SmallestSingularValues<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Below this share of the largest eigenvalue two are one.
    private const double Crossing = 1e-13;
    private readonly int _short, _long, _shortStride, _longStride, _count;
    private readonly SymmetricEigen _eigen;
    private readonly double[] _gram;

    /// <summary>Creates the penalty.</summary>
    /// <param name="x">X, shape (n, m).</param>
    /// <param name="count">k, from 1 to min(n, m).</param>
    /// <exception cref="ArgumentException">X is no matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many singular values.</exception>
    public SmallestSingularValues(Operation<T> x, int count = 1)
        : base(new Shape(1), x)
    {
        if (x.Shape.Rank != 2) throw new ArgumentException($"Singular values are those of a matrix (n, m); it was given {x.Shape}.", nameof(x));
        (_short, _long, _shortStride, _longStride) = x.Shape[0] <= x.Shape[1] ? (x.Shape[0], x.Shape[1], x.Shape[1], 1) : (x.Shape[1], x.Shape[0], 1, x.Shape[1]);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _short);
        (_count, _eigen, _gram) = (count, new SymmetricEigen(_short), new double[_short * _short]);
    }

    /// <summary>λ ascending, the eigenvectors as rows, then two rows of the longer axis.</summary>
    public override int WorkspaceLength => _short + (_short * _short) + (2 * _long);

    /// <inheritdoc/>
    public override bool MixesExamples => true;

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis => Inputs[0].ExampleAxis == ExampleAxis.None ? ExampleAxis.None : ExampleAxis.Lost;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        var x = pass.Input(0).Value;
        var sum = 0.0;

        // The solver belongs to the node, and two plans may share a graph.
        lock (_eigen)
        {
            for (var i = 0; i < _short; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    var dot = 0.0;
                    for (var k = 0; k < _long; k++) dot += At(x, i, k) * At(x, j, k);
                    _gram[(i * _short) + j] = _gram[(j * _short) + i] = dot;
                }
            }

            _eigen.Decompose(_gram, _short, _short);
            for (var i = 0; i < _short; i++)
            {
                pass.Workspace[i] = T.CreateTruncating(_eigen.Values[i]);
                for (var j = 0; j < _short; j++) Vector(pass, i)[j] = T.CreateTruncating(_eigen.Vector(i)[j]);
                if (i < _count) sum += _eigen.Values[i];
            }
        }

        *pass.Output.Value = T.CreateTruncating(Math.Max(0, sum));
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        var sum = 0.0;
        for (var s = 0; s < _count; s++)
        {
            T* row = Row(pass, 0), rowTangent = Row(pass, 1);
            Project(Vector(pass, s), pass.Input(0).Value, row);
            Project(Vector(pass, s), pass.Input(0).Tangent, rowTangent);
            sum += 2 * Dot(row, rowTangent);
        }

        *pass.Output.Tangent = T.CreateTruncating(sum);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        var target = pass.Input(0).Adjoint;
        if (target == null) return;
        Begin(target, pass.Input(0).Accumulate);
        AddProjection(pass, 2 * double.CreateTruncating(*pass.Output.Adjoint), pass.Input(0).Value, target);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        T* target = pass.Input(0).AdjointTangent, x = pass.Input(0).Value, tangent = pass.Input(0).Tangent;
        if (target == null) return;
        Begin(target, pass.Input(0).Accumulate);
        AddProjection(pass, 2 * double.CreateTruncating(*pass.Output.AdjointTangent), x, target);
        var twice = 2 * double.CreateTruncating(*pass.Output.Adjoint);
        if (tangent == null) return;
        AddProjection(pass, twice, tangent, target);
        for (var s = 0; s < _count; s++)
        {
            for (var t = _count; t < _short; t++)
            {
                double gap = double.CreateTruncating(pass.Workspace[s]) - double.CreateTruncating(pass.Workspace[t]);
                if (-gap <= Crossing * double.CreateTruncating(pass.Workspace[_short - 1])) continue;
                var coupling = Coupling(pass, s, t, x, tangent) * twice / gap;

                // The rows still hold uₛᵀX and uₜᵀX.
                AddOuter(coupling, Vector(pass, t), Row(pass, 0), target);
                AddOuter(coupling, Vector(pass, s), Row(pass, 1), target);
            }
        }
    }

    // uₜᵀĠuₛ = (uₜᵀẊ)·(uₛᵀX) + (uₜᵀX)·(uₛᵀẊ); leaves uₛᵀX and uₜᵀX in the rows.
    private double Coupling(in Pass<T> pass, int s, int t, T* x, T* tangent)
    {
        T* first = Row(pass, 0), second = Row(pass, 1);
        Project(Vector(pass, s), x, first);
        Project(Vector(pass, t), tangent, second);
        var sum = Dot(first, second);
        Project(Vector(pass, t), x, second);
        Project(Vector(pass, s), tangent, first);
        sum += Dot(first, second);
        Project(Vector(pass, s), x, first);
        return sum;
    }

    private void AddProjection(in Pass<T> pass, double factor, T* x, T* target)
    {
        for (var s = 0; s < _count; s++)
        {
            Project(Vector(pass, s), x, Row(pass, 0));
            AddOuter(factor, Vector(pass, s), Row(pass, 0), target);
        }
    }

    private void Project(T* vector, T* x, T* row)
    {
        for (var k = 0; k < _long; k++)
        {
            var sum = 0.0;
            for (var i = 0; i < _short; i++) sum += double.CreateTruncating(vector[i]) * At(x, i, k);
            row[k] = T.CreateTruncating(sum);
        }
    }

    private void AddOuter(double factor, T* vector, T* row, T* target)
    {
        for (var i = 0; i < _short; i++)
        {
            var scale = T.CreateTruncating(factor * double.CreateTruncating(vector[i]));
            for (var k = 0; k < _long; k++) target[(i * _shortStride) + (k * _longStride)] += scale * row[k];
        }
    }

    private void Begin(T* target, bool accumulate)
    {
        if (!accumulate) new Span<T>(target, _short * _long).Clear();
    }

    private double Dot(T* a, T* b)
    {
        var sum = 0.0;
        for (var k = 0; k < _long; k++) sum += double.CreateTruncating(a[k]) * double.CreateTruncating(b[k]);
        return sum;
    }

    private double At(T* x, int i, int k) => double.CreateTruncating(x[(i * _shortStride) + (k * _longStride)]);

    private T* Vector(in Pass<T> pass, int index) => pass.Workspace + _short + (index * _short);

    private T* Row(in Pass<T> pass, int index) => pass.Workspace + _short + (_short * _short) + (index * _long);
}
