using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>Where in the network the curvature is.</summary>
internal static class LayersFigure
{
    // More names than this are not read one by one; the table has all.
    private const int Most = 24;

    /// <summary>The figure; null where layers were not measured.</summary>
    public static Figure? Of(InspectionRecord inspection)
    {
        if (inspection.Layers.IsEmpty) return null;
        var least = inspection.Layers.Select(layer => Math.Abs(layer.Trace.Value)).OrderDescending().Take(Most).Last();
        var shown = inspection.Layers.Where(layer => Math.Abs(layer.Trace.Value) >= least).Take(Most).ToArray();
        return new Figure
        {
            Description = "The trace of the Hessian in the parameters of each layer.",
            Panels =
            [
                new Panel
                {
                    Title = $"Trace of the Hessian by layer{(shown.Length < inspection.Layers.Length ? $", the {shown.Length} largest of {inspection.Layers.Length}" : "")}",
                    X = new Axis("trace"),
                    Y = new Axis("") { Names = [.. shown.Select(layer => layer.Name)] },
                    Marks = [new Bars([.. shown.Select((layer, i) => (i + 1.0, layer.Trace.Value, layer.Trace.StandardError))], IsHorizontal: true)],
                },
            ],
        };
    }
}
