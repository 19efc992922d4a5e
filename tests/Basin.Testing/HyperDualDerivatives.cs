namespace Basin.Testing;

/// <summary>Derivatives of a function of θ, exact to rounding, by evaluating it in hyper-dual numbers.</summary>
public static class HyperDualDerivatives
{
    /// <summary>∇f(θ), and ∇²f(θ)·v when v is given: one evaluation a parameter.</summary>
    public static (double[] Gradient, double[] Product) Of(Func<HyperDual[], HyperDual> f, double[] theta, double[]? v = null)
    {
        var gradient = new double[theta.Length];
        var product = new double[theta.Length];
        for (var i = 0; i < theta.Length; i++)
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
    public static double[] GaussNewton(Func<HyperDual[], HyperDual[]> z, Func<HyperDual[], HyperDual> loss, double[] theta, double[] v)
    {
        var product = new double[theta.Length];
        for (var i = 0; i < theta.Length; i++)
        {
            var at = i;
            var outputs = z([.. theta.Select((value, j) => new HyperDual(value, j == at ? 1 : 0, v[j], 0))]);
            product[i] = loss([.. outputs.Select(output => output with { Mixed = 0 })]).Mixed;
        }

        return product;
    }
}
