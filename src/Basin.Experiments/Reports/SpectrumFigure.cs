using System.Collections.Immutable;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>The extreme eigenvalues against the limit of stability, and the density of all of them.</summary>
internal static class SpectrumFigure
{
    // A limit far above the data would press them flat; the title says where it is.
    private const double Reach = 6;

    public static Figure Of(InspectionRecord inspection)
    {
        var panels = ImmutableArray.CreateBuilder<Panel>();
        panels.Add(Largest(inspection));
        panels.Add(new Panel
        {
            Title = "Smallest eigenvalues",
            X = new Axis("rank from below", IsWhole: true),
            Y = new Axis("eigenvalue"),
            Marks = [new Stems(Ranked(inspection.Hessian.BottomEigenvalues)) { Label = "Hessian" }],
        });
        if (inspection.Hessian.Density is { } density) panels.Add(All(inspection, density));
        return new Figure
        {
            Description = "The largest eigenvalues of the Hessian and the Gauss-Newton matrix against the limit of stability, the smallest of the Hessian, and the density of all.",
            Columns = 2,
            Panels = panels.ToImmutable(),
        };
    }

    private static Panel Largest(InspectionRecord inspection)
    {
        var top = inspection.Hessian.TopEigenvalues;
        var marks = ImmutableArray.CreateBuilder<Mark>();
        marks.Add(new Stems(Ranked(top)) { Label = "Hessian" });
        marks.Add(new Dots([.. inspection.GaussNewton.TopEigenvalues.Select((eigenvalue, i) => (i + 1.0, eigenvalue.Value, eigenvalue.Residual))]) { Label = "Gauss-Newton", Color = 2 });
        var height = top.Length > 0 ? Math.Abs(top[0].Value) : 0;
        var note = "";
        if (inspection.Sharpness.Limit is { } limit)
        {
            if (limit < Reach * height) marks.Add(new Rule(limit, Name(inspection, limit)) { Color = 1 });
            else note = $" ({Name(inspection, limit)} lies above)";
        }

        return new Panel { Title = "Largest eigenvalues" + note, X = new Axis("rank from above", IsWhole: true), Y = new Axis("eigenvalue"), Marks = marks.ToImmutable() };
    }

    private static Panel All(InspectionRecord inspection, DensityBand density)
    {
        // A tenth of what one eigenvalue alone adds: below that there is nothing but the tails of the smoothing.
        var floor = 0.1 / (inspection.Parameters * density.Width * Math.Sqrt(2 * Math.PI));
        var points = density.Points.Zip(density.Density, density.StandardErrors).ToArray();
        var marks = ImmutableArray.CreateBuilder<Mark>();
        marks.Add(new Band([.. points.Select(at => (at.First, at.Second - at.Third, at.Second + at.Third))]) { Label = "± standard error" });
        marks.Add(new Line([.. points.Select(at => (at.First, at.Second))]) { Label = "density" });
        if (inspection.Sharpness.Limit is { } limit && limit <= density.Points[^1]) marks.Add(new Upright(limit, Name(inspection, limit)) { Color = 1 });
        return new Panel
        {
            Title = $"All {Numbers.Count(inspection.Parameters)} eigenvalues, smoothed",
            X = new Axis("eigenvalue of the Hessian"),
            Y = new Axis("share of them a unit", IsLog: true, Minimum: floor),
            Marks = marks.ToImmutable(),
        };
    }

    private static string Name(InspectionRecord inspection, double limit) => $"{Answer.Symbol(inspection.Assumptions)} = {Numbers.Short(limit)}";

    private static ImmutableArray<(double X, double Y)> Ranked(ImmutableArray<Eigenvalue> eigenvalues) =>
        [.. eigenvalues.Select((eigenvalue, i) => (i + 1.0, eigenvalue.Value))];
}
