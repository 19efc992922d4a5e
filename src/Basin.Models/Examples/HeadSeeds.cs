using System.Numerics;
using Basin.Models.Losses;
using Basin.Numerics.Graphs;

namespace Basin.Models.Examples;

/// <summary>The cotangents c of an example's outputs, one a column, whose pull-backs Jᵀc are wanted.</summary>
internal abstract class HeadSeeds<T>(int columns)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Cotangents an example.</summary>
    public int Columns { get; } = columns;

    /// <summary>What all rows need before <see cref="Fill"/>; the plan is evaluated.</summary>
    public virtual void Prepare(Plan<T> plan)
    {
    }

    /// <summary>Writes cotangent <paramref name="column"/> of an example with outputs <paramref name="z"/>.</summary>
    public abstract void Fill(ReadOnlySpan<T> z, int column, Span<T> cotangent);
}

/// <summary>∂ℓ/∂z: rows are gradients of the examples' losses.</summary>
internal sealed class LossSeeds<T>() : HeadSeeds<T>(1)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Prepare(Plan<T> plan) => plan.BackpropagateToHead(T.CreateChecked(plan.Graph.Examples));

    public override void Fill(ReadOnlySpan<T> z, int column, Span<T> cotangent)
    {
    }
}

/// <summary>Unit vectors: rows are those of the Jacobian.</summary>
internal sealed class UnitSeeds<T>(int outputs) : HeadSeeds<T>(outputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Fill(ReadOnlySpan<T> z, int column, Span<T> cotangent)
    {
        cotangent.Clear();
        cotangent[column] = T.One;
    }
}

/// <summary>Columns of a root S of the loss's Hessian by the outputs: rows are those of A = SᵀJ.</summary>
internal sealed class CurvatureSeeds<T>(int outputs, OutputLaw<T> law) : HeadSeeds<T>(outputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Fill(ReadOnlySpan<T> z, int column, Span<T> cotangent) => law.Root(z, column, cotangent);
}
