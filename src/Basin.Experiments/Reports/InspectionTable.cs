using System.Collections.Immutable;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;

namespace Basin.Experiments.Reports;

/// <summary>The numbers of an inspection as rows of a table: group, quantity, value with its error, what it cost.</summary>
internal static class InspectionTable
{
    public static IEnumerable<TableRow> Rows(InspectionRecord inspection)
    {
        yield return new("Point", "parameters", Numbers.Count(inspection.Parameters), "");
        yield return new("Point", "examples", Numbers.Count(inspection.Examples), $"of {Numbers.Count(inspection.Assumptions.ExamplesAvailable)} for training");
        yield return new("Point", "loss", Numbers.Short(inspection.Loss), inspection.Assumptions.Loss);
        if (inspection.Accuracy is { } accuracy) yield return new("Point", "accuracy", Numbers.Percent(accuracy), "");
        yield return new("Point", "gradient norm", Numbers.Short(inspection.GradientNorm), "");
        foreach (var row in Rows("Hessian", inspection.Hessian)) yield return row;
        foreach (var row in Rows("Gauss-Newton matrix", inspection.GaussNewton)) yield return row;
        foreach (var row in NoiseRows.Of(inspection.Noise)) yield return row;
        if (inspection.Stability is { } stability)
            foreach (var row in StabilityRows.Of(stability)) yield return row;
        if (inspection.Regularization is { } regularization)
            foreach (var row in RegularizationRows.Of(regularization)) yield return row;
        foreach (var layer in inspection.Layers)
            yield return new("Trace of the Hessian by layer", layer.Name, Numbers.WithError(layer.Trace), $"{Numbers.Count(layer.Parameters)} parameters");
        if (inspection.Health.Length == 0) yield break;
        var broken = inspection.Health.Where(check => !check.Passed).ToArray();
        yield return new("Health", "checks that hold", $"{inspection.Health.Length - broken.Length} of {inspection.Health.Length}", string.Join(", ", inspection.Health.Select(check => check.Name).Distinct()));
        foreach (var check in broken)
            yield return new("Health", $"broken: {check.Subject} {check.Name}", $"{Numbers.Short(check.Measured)}, allowed {Numbers.Short(check.Allowed)}", check.Meaning);
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
        var notes = string.Concat(inspection.Notes.Select(note => $"{note} "));
        var unused = inspection.Unused.Length == 0 ? "" : $" The loss does not depend on {string.Join(", ", inspection.Unused)} here: zero rows.";
        return $"{notes}Measured on {Numbers.Count(a.ExamplesUsed)} of {Numbers.Count(a.ExamplesAvailable)} training examples in {a.Precision}, seed {a.Seed}.{batchNorm}{unused} "
            + $"± is one standard error; eigenvalues carry residuals. It took {Numbers.Count(inspection.Cost.Products)} products in {Numbers.Seconds(inspection.Cost.Seconds)}.";
    }

    /// <summary>Eigenvalues in a row.</summary>
    public static string List(ImmutableArray<Eigenvalue> eigenvalues) => string.Join("  ", eigenvalues.Select(eigenvalue => Numbers.Short(eigenvalue.Value)));

    /// <summary>Their largest residual.</summary>
    public static string Residuals(ImmutableArray<Eigenvalue> eigenvalues) => $"residuals up to {Numbers.Short(eigenvalues.Max(eigenvalue => eigenvalue.Residual))}";

    /// <summary>What an estimate cost.</summary>
    public static string Price(Estimate estimate) => estimate switch
    {
        { StandardError: 0 } => "exact",
        { Products: 1 } => "1 product",
        _ => $"{Numbers.Count(estimate.Products)} products",
    };

    private static IEnumerable<TableRow> Rows(string group, Curvature curvature)
    {
        if (curvature.TopEigenvalues.Length > 0) yield return new(group, "largest eigenvalues", List(curvature.TopEigenvalues), Residuals(curvature.TopEigenvalues));
        if (curvature.BottomEigenvalues.Length > 0) yield return new(group, "smallest eigenvalues", List(curvature.BottomEigenvalues), Residuals(curvature.BottomEigenvalues));
        yield return new(group, "trace", Numbers.WithError(curvature.Trace), Price(curvature.Trace));
        yield return new(group, "Frobenius norm", Numbers.WithError(curvature.FrobeniusNorm), Price(curvature.FrobeniusNorm));
    }
}
