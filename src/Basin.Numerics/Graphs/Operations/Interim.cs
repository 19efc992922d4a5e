using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

#pragma warning disable CS1591, SA1402 // Replaced when the vectorised operations arrive.

public sealed unsafe class InterimTanh<T>(Operation<T> x) : Operation<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Value(in Pass<T> pass)
    {
        for (var i = 0; i < Shape.Length; i++) pass.Output.Value[i] = T.Tanh(pass.Input(0).Value[i]);
    }

    public override void Tangent(in Pass<T> pass)
    {
        for (var i = 0; i < Shape.Length; i++) pass.Output.Tangent[i] = (T.One - (pass.Output.Value[i] * pass.Output.Value[i])) * pass.Input(0).Tangent[i];
    }

    public override void Adjoint(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        for (var i = 0; i < Shape.Length; i++)
        {
            var g = (T.One - (pass.Output.Value[i] * pass.Output.Value[i])) * pass.Output.Adjoint[i];
            x.Adjoint[i] = x.Accumulate ? x.Adjoint[i] + g : g;
        }
    }

    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        for (var i = 0; i < Shape.Length; i++)
        {
            var y = pass.Output.Value[i];
            var s = T.One - (y * y);
            var g = (s * pass.Output.AdjointTangent[i]) - (T.CreateChecked(2) * y * s * x.Tangent[i] * pass.Output.Adjoint[i]);
            x.AdjointTangent[i] = x.Accumulate ? x.AdjointTangent[i] + g : g;
        }
    }
}

public sealed unsafe class SoftmaxCrossEntropy<T>(Operation<T> z, Operation<T> t) : Operation<T>(Shape.Scalar, z, t)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _n = z.Shape[0];
    private readonly int _c = z.Shape[1];

    public override int WorkspaceLength => _n * _c;

    public override void Value(in Pass<T> pass)
    {
        var total = T.Zero;
        for (var i = 0; i < _n; i++)
        {
            T* z = pass.Input(0).Value + (i * _c), p = pass.Workspace + (i * _c);
            T max = z[0], sum = T.Zero;
            for (var j = 1; j < _c; j++) max = T.Max(max, z[j]);
            for (var j = 0; j < _c; j++) sum += p[j] = T.Exp(z[j] - max);
            for (var j = 0; j < _c; j++) p[j] /= sum;
            total += T.Log(sum) + max - z[int.CreateTruncating(pass.Input(1).Value[i])];
        }

        *pass.Output.Value = total / T.CreateChecked(_n);
    }

    public override void Tangent(in Pass<T> pass) => *pass.Output.Tangent = T.Zero;

    public override void Adjoint(in Pass<T> pass)
    {
        ref var z = ref pass.Input(0);
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _c; j++)
            {
                var g = (pass.Workspace[(i * _c) + j] - (int.CreateTruncating(pass.Input(1).Value[i]) == j ? T.One : T.Zero)) * *pass.Output.Adjoint / T.CreateChecked(_n);
                z.Adjoint[(i * _c) + j] = z.Accumulate ? z.Adjoint[(i * _c) + j] + g : g;
            }
        }
    }

    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var z = ref pass.Input(0);
        for (var i = 0; i < _n; i++)
        {
            T* p = pass.Workspace + (i * _c), dz = z.Tangent + (i * _c);
            var mean = T.Zero;
            for (var j = 0; j < _c; j++) mean += p[j] * dz[j];
            for (var j = 0; j < _c; j++)
            {
                var g = p[j] * (dz[j] - mean) * *pass.Output.Adjoint / T.CreateChecked(_n);
                z.AdjointTangent[(i * _c) + j] = z.Accumulate ? z.AdjointTangent[(i * _c) + j] + g : g;
            }
        }
    }
}
