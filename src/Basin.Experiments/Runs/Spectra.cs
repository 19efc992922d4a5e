using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Models.Data;

namespace Basin.Experiments.Runs;

/// <summary>The eigenvalues of an inspection as arrays, for whoever reads npz.</summary>
internal static class Spectra
{
    /// <summary>For each matrix and end, the values and their residuals: <c>hessian_top</c>, <c>hessian_top_residual</c>, …; float64.</summary>
    /// <param name="inspection">What was found.</param>
    /// <param name="prefix">Before each name.</param>
    public static IReadOnlyList<NamedArray> Arrays(InspectionRecord inspection, string prefix = "") =>
    [
        .. Of(prefix + "hessian_top", inspection.Hessian.TopEigenvalues),
        .. Of(prefix + "hessian_bottom", inspection.Hessian.BottomEigenvalues),
        .. Of(prefix + "gauss_newton_top", inspection.GaussNewton.TopEigenvalues),
        .. Of(prefix + "gauss_newton_bottom", inspection.GaussNewton.BottomEigenvalues),
    ];

    private static NamedArray[] Of(string name, ImmutableArray<Eigenvalue> eigenvalues) =>
    [
        NamedArray.From<double>(name, [.. eigenvalues.Select(eigenvalue => eigenvalue.Value)]),
        NamedArray.From<double>($"{name}_residual", [.. eigenvalues.Select(eigenvalue => eigenvalue.Residual)]),
    ];
}
