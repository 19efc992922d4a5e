using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y = f(x), element by element. Made by <see cref="Functions"/>.</summary>
/// <remarks>ẏ = f′ẋ; x̄ = f′ȳ; the tangent of x̄ is f′ times that of ȳ plus f″ẋȳ. Each pass reads and writes every array once.</remarks>
/// <param name="x">Any shape.</param>
/// <param name="function">f, with its constants.</param>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TFunction">f.</typeparam>
public sealed unsafe class Unary<T, TFunction>(Operation<T> x, TFunction function = default) : Operation<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : unmanaged, IUnary
{
    /// <inheritdoc/>
    public override bool IsInPlace => TFunction.IsPiecewiseLinear && !TFunction.ReadsInput;

    /// <inheritdoc/>
    public override bool ReadsOutput => TFunction.ReadsOutput;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) =>
        Arrays.Apply(pass.Workers, Shape.Length, function, pass.Input(0).Value, pass.Output.Value);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Multiply(pass, pass.Input(0).Tangent, pass.Output.Tangent, accumulate: false);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Multiply(pass, pass.Output.Adjoint, pass.Input(0).Adjoint, pass.Input(0).Accumulate);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var input = ref pass.Input(0);
        if (TFunction.IsPiecewiseLinear || input.Tangent == null || pass.Output.Adjoint == null)
        {
            Multiply(pass, pass.Output.AdjointTangent, input.AdjointTangent, input.Accumulate);
            return;
        }

        if (input.AdjointTangent == null) return;
        Launch.Elementwise<T, UnaryBend<T, TFunction>>(
            pass.Workers, Shape.Length,
            new(function, input.Value, pass.Output.Value, input.Tangent, pass.Output.Adjoint, pass.Output.AdjointTangent, input.AdjointTangent, input.Accumulate));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{typeof(TFunction).Name} {Shape}";

    private void Multiply(in Pass<T> pass, T* factor, T* result, bool accumulate)
    {
        if (result == null) return;
        if (factor != null)
        {
            Launch.Elementwise<T, UnaryProduct<T, TFunction>>(
                pass.Workers, Shape.Length, new(function, pass.Input(0).Value, pass.Output.Value, factor, result, accumulate));
        }
        else if (!accumulate)
        {
            Arrays.Fill(pass.Workers, Shape.Length, T.Zero, result);
        }
    }
}
