using System.Collections.Immutable;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>What random composition makes of the batches' term.</summary>
internal sealed class BatchComposition : Claim
{
    public override string Id => "batch-composition";

    public override string Statement => "The mean of ‖∇Ĉ‖² over all batches of B of N examples is ‖∇C‖² + ((N − B)/((N − 1)B))·Γ, with Γ the trace of the covariance of single examples' gradients.";

    public override string Place => "Section 2, random composition of batches";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("examples", "the examples N", 8, 2) with { Maximum = 14 },
        ClaimParameter.Count("dimension", "the dimension of w", 3) with { Maximum = 20 },
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var problem = new TanhRegression(context.Count("examples"), context.Count("dimension"), context.Seed);
        var n = problem.Examples;
        double Square(int[] batch)
        {
            var gradient = new double[problem.Dimension];
            problem.Gradient(batch, problem.Start, gradient);
            return Vectors.Dot<double>(gradient, gradient);
        }

        var whole = Square([.. Enumerable.Range(0, n)]);
        var gamma = Enumerable.Range(0, n).Average(example => Square([example])) - whole;
        Check Of(int batch)
        {
            var expected = whole + ((n - batch) / ((n - 1.0) * batch) * gamma);
            return Check.AtMost($"relative error of the identity, B = {batch}", Math.Abs((Orders.Subsets(n, batch).Average(Square) / expected) - 1), 1e-10, BandSource.ClosedForm);
        }

        return new ClaimOutcome([.. new[] { 2, 1, 4, n }.Where(batch => batch <= n).Distinct().Select(Of)]);
    }
}
