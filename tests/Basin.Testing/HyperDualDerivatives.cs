namespace Basin.Testing;

/// <summary>Derivatives of a function of θ, exact to rounding, by evaluating it in hyper-dual numbers.</summary>
public static class HyperDualDerivatives
{
    /// <summary>∇f(θ), and ∇²f(θ)·v when v is given: one evaluation a parameter.</summary>
    /// <param name="f">The function.</param>
    /// <param name="theta">Where.</param>
    /// <param name="v">The direction.</param>
    /// <param name="stride">Every which parameter to evaluate; the rest stay NaN.</param>
    public static (double[] Gradient, double[] Product) Of(Func<HyperDual[], HyperDual> f, double[] theta, double[]? v = null, int stride = 1)
    {
        double[] gradient = [.. theta.Select(_ => double.NaN)], product = [.. gradient];
        for (var i = 0; i < theta.Length; i += stride)
        {
            var at = i;
            var result = f([.. theta.Select((value, j) => new HyperDual(value, j == at ? 1 : 0, v is null ? 0 : v[j], 0))]);
            (gradient[i], product[i]) = (result.First, result.Mixed);
        }

        return (gradient, product);
    }

    /// <summary>
    /// JᵀMJ·v for ℓ(z(θ)), with J the Jacobian of z and M the Hessian of ℓ at z: the second derivative of ℓ along z's linearisation.
    /// </summary>
    public static double[] GaussNewton(Func<HyperDual[], HyperDual[]> z, Func<HyperDual[], HyperDual> loss, double[] theta, double[] v, int stride = 1)
    {
        double[] product = [.. theta.Select(_ => double.NaN)];
        for (var i = 0; i < theta.Length; i += stride)
        {
            var at = i;
            var outputs = z([.. theta.Select((value, j) => new HyperDual(value, j == at ? 1 : 0, v[j], 0))]);
            product[i] = loss([.. outputs.Select(output => output with { Mixed = 0 })]).Mixed;
        }

        return product;
    }

    /// <summary>∂z/∂θ, a row an output; all but every <paramref name="stride"/>-th column stay NaN.</summary>
    public static double[][] Jacobian(Func<HyperDual[], HyperDual[]> z, double[] theta, int stride = 1)
    {
        double[][] rows = [];
        for (var i = 0; i < theta.Length; i += stride)
        {
            var at = i;
            var outputs = z([.. theta.Select((value, j) => new HyperDual(value, j == at ? 1 : 0, 0, 0))]);
            if (rows.Length == 0) rows = [.. outputs.Select(_ => Enumerable.Repeat(double.NaN, theta.Length).ToArray())];
            for (var o = 0; o < outputs.Length; o++) rows[o][i] = outputs[o].First;
        }

        return rows;
    }

    /// <summary>∂²ℓ/∂z² at z, shape (k, k).</summary>
    public static double[,] Hessian(Func<HyperDual[], HyperDual> loss, double[] z)
    {
        var hessian = new double[z.Length, z.Length];
        for (var i = 0; i < z.Length; i++)
            for (var j = 0; j < z.Length; j++)
                hessian[i, j] = loss([.. z.Select((value, o) => new HyperDual(value, o == i ? 1 : 0, o == j ? 1 : 0, 0))]).Mixed;
        return hessian;
    }
}
