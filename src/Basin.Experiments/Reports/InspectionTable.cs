using System.Collections.Immutable;
using Basin.Analysis.Inspection;

namespace Basin.Experiments.Reports;

/// <summary>The numbers of an inspection as rows of a table: group, quantity, value with its error, what it cost.</summary>
internal static class InspectionTable
{
    public static IEnumerable<(string Group, string Quantity, string Value, string Note)> Rows(InspectionRecord inspection)
    {
        yield return ("Point", "parameters", Numbers.Count(inspection.Parameters), "");
        yield return ("Point", "examples", Numbers.Count(inspection.Examples), $"of {Numbers.Count(inspection.Assumptions.ExamplesAvailable)} for training");
        yield return ("Point", "loss", Numbers.Short(inspection.Loss), inspection.Assumptions.Loss);
        if (inspection.Accuracy is { } accuracy) yield return ("Point", "accuracy", Numbers.Percent(accuracy), "");
        yield return ("Point", "gradient norm", Numbers.Short(inspection.GradientNorm), "");
        foreach (var row in Rows("Hessian", inspection.Hessian)) yield return row;
        foreach (var row in Rows("Gauss-Newton matrix", inspection.GaussNewton)) yield return row;
        yield return inspection.Noise.Trace is { } trace
            ? ("Gradient noise", "trace of the covariance", Numbers.WithError(trace), trace.StandardError > 0 ? "from gradients of single examples" : "exact")
            : ("Gradient noise", "trace of the covariance", "none", "batch norm mixes the examples");
    }

    /// <summary>What the numbers rest on, in sentences.</summary>
    public static string Assumptions(InspectionRecord inspection)
    {
        var a = inspection.Assumptions;
        var batchNorm = a.BatchNorm switch
        {
            "none" => "",
            "batch" => " Batch norm used the statistics of all these examples as one batch.",
            _ => " Batch norm was frozen at its running statistics.",
        };
        return $"Measured on {Numbers.Count(a.ExamplesUsed)} of {Numbers.Count(a.ExamplesAvailable)} training examples in {a.Precision}, seed {a.Seed}.{batchNorm} "
            + $"± is one standard error; eigenvalues carry residuals. It took {Numbers.Count(inspection.Cost.Products)} products in {Numbers.Seconds(inspection.Cost.Seconds)}.";
    }

    private static IEnumerable<(string Group, string Quantity, string Value, string Note)> Rows(string group, Curvature curvature)
    {
        yield return (group, "largest eigenvalues", List(curvature.TopEigenvalues), Residuals(curvature.TopEigenvalues));
        yield return (group, "smallest eigenvalues", List(curvature.BottomEigenvalues), Residuals(curvature.BottomEigenvalues));
        yield return (group, "trace", Numbers.WithError(curvature.Trace), Price(curvature.Trace.Products));
        yield return (group, "Frobenius norm", Numbers.WithError(curvature.FrobeniusNorm), Price(curvature.FrobeniusNorm.Products));
    }

    private static string List(ImmutableArray<Eigenvalue> eigenvalues) =>
        eigenvalues.Length == 0 ? "none" : string.Join("  ", eigenvalues.Select(eigenvalue => Numbers.Short(eigenvalue.Value)));

    private static string Residuals(ImmutableArray<Eigenvalue> eigenvalues) =>
        eigenvalues.Length == 0 ? "" : $"residuals up to {Numbers.Short(eigenvalues.Max(eigenvalue => eigenvalue.Residual))}";

    private static string Price(int products) => products switch { 0 => "exact", 1 => "1 product", _ => $"{Numbers.Count(products)} products" };
}
