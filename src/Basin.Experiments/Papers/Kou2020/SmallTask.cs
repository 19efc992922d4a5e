using Basin.Models.Data;
using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>A data set cut into a source task, a few labelled examples of the target task, and its test, by one seed.</summary>
/// <param name="Source">900 examples with the labels of the source.</param>
/// <param name="Target">A few labelled examples a class.</param>
/// <param name="Test">All other examples of the target's classes in the second half.</param>
internal sealed record SmallTask(DataSet<float> Source, DataSet<float> Target, DataSet<float> Test)
{
    private const int Coarse = 5, FirstMoved = 6;

    /// <summary>Cuts.</summary>
    public static SmallTask Cut(DataSplit<float> data, SourceTask task, int perClass, Seed seed)
    {
        var all = Join(data);
        var classes = all.Targets.Count;
        var order = Enumerable.Range(0, all.Count).ToArray();
        seed.Stream("halves").Shuffle<int>(order);
        var (first, second) = (order[..PretrainingSettings.SourceExamples], order[PretrainingSettings.SourceExamples..]);
        var isMoved = task == SourceTask.OtherClasses;
        if (isMoved) (first, second) = ([.. first.Where(i => all.Class(i) < FirstMoved)], [.. second.Where(i => all.Class(i) >= FirstMoved)]);
        var labelled = second.GroupBy(all.Class).SelectMany(group => group.Take(perClass)).ToHashSet();
        Func<int, int> sourceLabel = isMoved ? all.Class : i => all.Class(i) % Coarse, targetLabel = isMoved ? i => all.Class(i) - FirstMoved : all.Class;
        var targets = isMoved ? classes - FirstMoved : classes;
        return new SmallTask(
            Take(first, sourceLabel, isMoved ? FirstMoved : Coarse),
            Take([.. second.Where(labelled.Contains)], targetLabel, targets),
            Take([.. second.Where(i => !labelled.Contains(i))], targetLabel, targets));

        DataSet<float> Take(int[] indices, Func<int, int> label, int count) => new(
            all.Name, all.ExampleShape, [.. indices.SelectMany(i => all.Input(i).ToArray())], [.. indices.Select(i => (float)label(i))], Targets.Classes(count), all.Source);
    }

    // Without the mean of each feature, which no weight before a batch norm has to learn but every one before fixed statistics does.
    private static DataSet<float> Join(DataSplit<float> data)
    {
        float[] inputs = [.. data.Train.Inputs, .. data.Test.Inputs];
        var features = data.Train.ExampleShape.Length;
        var examples = inputs.Length / features;
        for (var j = 0; j < features; j++)
        {
            var mean = 0.0;
            for (var i = 0; i < examples; i++) mean += inputs[(i * features) + j] / (double)examples;
            for (var i = 0; i < examples; i++) inputs[(i * features) + j] -= (float)mean;
        }

        return new(data.Train.Name, data.Train.ExampleShape, inputs, [.. data.Train.TargetValues, .. data.Test.TargetValues], data.Train.Targets, data.Train.Source);
    }
}
