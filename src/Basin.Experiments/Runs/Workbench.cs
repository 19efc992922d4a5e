using System.Collections.Immutable;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Random;

namespace Basin.Experiments.Runs;

/// <summary>Data opened and network built as settings say, and the settings with nothing left open.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Workbench<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <exception cref="BadInputException">The data cannot be used, or do not suit the network.</exception>
    public Workbench(TrainSettings settings)
    {
        NetworkFactory.Require(settings);
        var data = DataSets.Open<T>(new DataSetOptions
        {
            Path = settings.Data,
            TestPath = settings.TestData,
            LabelColumn = settings.LabelColumn,
            Standardize = settings.Standardize,
            SplitSeed = settings.DataSeed ?? settings.Seed,
            Targets = settings.Loss is LossKind.CrossEntropy or LossKind.Logistic ? TargetChoice.Classes : TargetChoice.Auto,
        });
        Labelled = LabelsOf(settings, data.Train);
        Data = new DataSplit<T>(settings.Teacher is { } teacher ? TeacherRun<T>.Open(teacher).Relabel(Labelled.Given) : Labelled.Given, data.Test);
        Settings = settings with
        {
            Standardize = Data.Train.Standardization.Kind,
            Hidden = settings.Model == ModelKind.Mlp ? settings.Hidden ?? NetworkFactory.HiddenFor(Data.Train.ExampleShape) : null,
            Batch = settings.FullBatch ? Data.Train.Count : settings.Batch,
            Loss = settings.Loss ?? (Data.Train.Targets.AreClasses && settings.DistillRounds == 1 ? LossKind.CrossEntropy : LossKind.SquaredError),
        };
        MethodFactory.Require(Settings);
        Model = NetworkFactory.Create<T>(Settings, Data.Train.ExampleShape, Data.Train.Targets);
        Layout = CheckpointLayout.Of(Model.Network);
        Settings = Settings with { Along = AlongPlan.Settle(Settings, Data.Train.Count, Model.Network.ParameterCount) };
    }

    public TrainSettings Settings { get; }

    public DataSplit<T> Data { get; }

    /// <summary>The training examples as their source has them, and as they were given: with random labels, before a teacher's outputs take their place.</summary>
    public (DataSet<T> True, DataSet<T> Given) Labelled { get; }

    public Model<T> Model { get; }

    public CheckpointLayout Layout { get; }

    /// <summary>The data as <c>run.json</c> names them.</summary>
    public ImmutableArray<DataFile> Files => [File("train", Data.Train), File("test", Data.Test)];

    private static (DataSet<T> True, DataSet<T> Given) LabelsOf(TrainSettings settings, DataSet<T> train) =>
        (train, settings.RandomLabels > 0 ? RandomLabels.Spoil(train, settings.RandomLabels, new Seed(settings.DataSeed ?? settings.Seed).Stream("random-labels")) : train);

    private static DataFile File(string role, DataSet<T> data) =>
        new(role, data.Name, data.Source, data.Count, data.Standardization.ToString(), data.Hash);
}
