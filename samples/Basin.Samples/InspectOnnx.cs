using Basin.Analysis.Inspection;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Onnx;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Samples;

/// <summary>Measures the curvature of a model that another tool exported.</summary>
internal static class InspectOnnx
{
    public static void Run(string modelPath, string dataPath)
    {
        // begin: inspect-onnx
        var model = OnnxModel.Open(modelPath);
        var data = DataSets.OpenWhole<double>(ModelFit.For(model, new DataSetOptions { Path = dataPath }));
        var fit = ModelFit.Join(model, data);
        foreach (var note in fit.Notes) Console.WriteLine(note);

        using var workers = new Workers(Environment.ProcessorCount);
        using var objective = new Objective<double>(fit.Model, fit.Data, new ObjectiveOptions { Workers = workers });
        var theta = new double[objective.ParameterCount];
        fit.Model.Network.Initialize(new Seed(1), theta); // the file's own weights
        objective.MoveTo(theta);
        var inspection = Inspector.Inspect(objective, new InspectOptions { LearningRate = 0.1, Batch = 32, Workers = workers });
        Console.WriteLine($"tr H = {inspection.Hessian.Trace.Value:g4}, alignment {inspection.Noise.Alignment?.Value.Value:g3}");
        Console.WriteLine($"{inspection.Stability?.Verdict}: the largest stable η is at most {inspection.Stability?.CriticalLearningRate.Upper:g3}");
        foreach (var sentence in inspection.Advice) Console.WriteLine(sentence);
        // end: inspect-onnx
    }
}
