using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Threading;
using Basin.Training.Distillation;

namespace Basin.Experiments.Runs;

/// <summary>A run that has trained, as the source of another's targets.</summary>
/// <typeparam name="T">float or double: the precision of the run that learns from it.</typeparam>
internal sealed class TeacherRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string _path;
    private readonly TrainSettings _settings;

    private TeacherRun(string path, TrainSettings settings) => (_path, _settings) = (path, settings);

    /// <summary>Opens a run folder.</summary>
    /// <exception cref="BadInputException">It is no run, or its outputs are no values.</exception>
    public static TeacherRun<T> Open(string path)
    {
        var settings = RunFolder.ReadRecord(path).Settings;
        if (settings.DistillRounds > 1) return Open(DistillRounds.Last(path));
        Teacher.RequireValues(settings.Loss ?? Models.Losses.LossKind.CrossEntropy);
        return new TeacherRun<T>(path, settings);
    }

    /// <summary>The examples with the teacher's outputs for targets; the same bits for any number of threads.</summary>
    /// <exception cref="BadInputException">The teacher reads other examples, inputs on another scale, or has no checkpoint.</exception>
    public DataSet<T> Relabel(DataSet<T> data)
    {
        if (_settings.Standardize is { } kind && kind != data.Standardization.Kind)
            throw BadInputException.At(_path, $"a teacher whose inputs were standardised '{kind}'", $"'{data.Standardization.Kind}', as the data here are", "Give both the same --standardize.");
        var model = NetworkFactory.Create<T>(_settings, data.ExampleShape, data.Targets);
        DataFit.Require(model, data);
        var (parameters, state) = (new T[model.Network.ParameterCount], new T[model.Network.StateCount]);
        if (new CheckpointStore(Disk.Local, Path.Combine(_path, "checkpoints")).LoadModel<T>(parameters, state, CheckpointLayout.Of(model.Network)) is null)
            throw BadInputException.At(_path, "a run without a checkpoint", "a run that has trained", "Go on with it by basin train --resume.");
        return Teacher.Relabel(model, data, parameters, state, Workers.Serial);
    }
}
