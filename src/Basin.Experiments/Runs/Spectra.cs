using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Models.Data;

namespace Basin.Experiments.Runs;

/// <summary>The eigenvalues of an inspection as arrays, for whoever reads npz.</summary>
internal static class Spectra
{
    /// <summary>For each matrix and end, the values and their residuals: <c>hessian_top</c>, <c>hessian_top_residual</c>, …; float64.</summary>
    public static IReadOnlyList<NamedArray> Arrays(InspectionRecord inspection) =>
    [
        .. Of("hessian_top", inspection.Hessian.TopEigenvalues),
        .. Of("hessian_bottom", inspection.Hessian.BottomEigenvalues),
        .. Of("gauss_newton_top", inspection.GaussNewton.TopEigenvalues),
        .. Of("gauss_newton_bottom", inspection.GaussNewton.BottomEigenvalues),
    ];

    private static NamedArray[] Of(string name, ImmutableArray<Eigenvalue> eigenvalues) =>
    [
        NamedArray.From<double>(name, [.. eigenvalues.Select(eigenvalue => eigenvalue.Value)]),
        NamedArray.From<double>($"{name}_residual", [.. eigenvalues.Select(eigenvalue => eigenvalue.Residual)]),
    ];
}
