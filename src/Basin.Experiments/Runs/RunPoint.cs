using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Networks;

namespace Basin.Experiments.Runs;

/// <summary>The point at which a run stands.</summary>
/// <param name="bench">The run's data and network.</param>
/// <param name="patterns">Which of the parameters are θ; none for all.</param>
/// <param name="parameters">θ.</param>
/// <param name="state">The network's state there.</param>
/// <typeparam name="TRun">The precision of the run.</typeparam>
internal sealed class RunPoint<TRun>(Workbench<TRun> bench, ImmutableArray<string> patterns, TRun[] parameters, TRun[] state) : InspectionPoint
    where TRun : unmanaged, IFloatingPointIeee754<TRun>
{
    /// <inheritdoc/>
    public override int ParameterCount => parameters.Length;

    /// <inheritdoc/>
    public override OpenPoint<T> Open<T>(Sample choose, ObjectiveOptions options)
    {
        var train = bench.Data.Train;
        var model = NetworkFactory.Create<T>(bench.Settings, train.ExampleShape, train.Targets);
        if (patterns.Length > 0) model = new Model<T>(model.Network.Restrict(patterns), model.Loss);
        model = MethodFactory.Judged(bench.Settings, model);
        var objective = new Objective<T>(model, Convert<T>(choose.Of(train)), options);
        objective.MoveTo(Convert<T>(parameters), Convert<T>(state));
        return new OpenPoint<T>(objective, train.Count, bench.Settings.Methods.LabelFlips is > 0 and var flip ? [Note(flip)] : []);
    }

    private static string Note(double flip) =>
        string.Create(CultureInfo.InvariantCulture, $"The loss is the mean over labels that are flipped with probability {flip}, less the least value that this mean can have.");

    private static DataSet<T> Convert<T>(DataSet<TRun> data)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        data as DataSet<T>
        ?? new DataSet<T>(data.Name, data.ExampleShape, Convert<T>(data.Inputs), Convert<T>(data.TargetValues), data.Targets, data.Source, data.Standardization, data.ClassNames);

    private static T[] Convert<T>(ReadOnlySpan<TRun> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var converted = GC.AllocateUninitializedArray<T>(values.Length);
        for (var i = 0; i < values.Length; i++) converted[i] = T.CreateTruncating(values[i]);
        return converted;
    }
}
