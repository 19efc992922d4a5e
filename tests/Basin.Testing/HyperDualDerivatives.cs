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
}
