using Basin.Analysis.Inspection;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;

namespace Basin.Samples;

/// <summary>Trains a small network and measures where it landed.</summary>
internal static class TrainAndInspect
{
    public static InspectionRecord Run()
    {
        // begin: train-and-inspect
        using var workers = new Workers(Environment.ProcessorCount);
        var seed = new Seed(1);
        var (train, test) = DataSets.Open<double>(new DataSetOptions { Path = "synth" });
        var network = Mlp.Create<double>(train.ExampleShape, outputs: 10, hidden: [32]);
        var model = new Model<double>(network, LossKind.CrossEntropy);

        using var problem = new NetworkProblem<double>(model, train, test, seed, workers);
        var options = new SgdOptions { LearningRate = 0.1, Batch = 32, Duration = Duration.Epochs(10), Seed = seed };
        new Trainer<double>(problem, options).Run();

        using var objective = new Objective<double>(model, train, new ObjectiveOptions { Workers = workers });
        objective.MoveTo(problem.Parameters);
        var inspection = Inspector.Inspect(objective, new InspectOptions { LearningRate = 0.1, Seed = seed, Workers = workers });
        Console.WriteLine($"sharpness {inspection.Sharpness.Value:g4}, limit {inspection.Sharpness.Limit:g4}");
        Console.WriteLine($"tr H = {inspection.Hessian.Trace.Value:g4} ± {inspection.Hessian.Trace.StandardError:g2}");
        // end: train-and-inspect
        return inspection;
    }
}
