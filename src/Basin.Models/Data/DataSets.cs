using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Data;

/// <summary>Opens data: finds the files, reads them, holds out a test part when there is none, and standardises.</summary>
public static class DataSets
{
    /// <summary>Opens training and test examples.</summary>
    /// <param name="options">Which, and how.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <returns>Both parts, the test part prepared with the statistics of the training part.</returns>
    /// <exception cref="BadInputException">Something is missing, damaged or does not fit; the message says what to do.</exception>
    /// <remarks>The same files and options give the same bits. Costs the examples once in memory, twice while some are held out.</remarks>
    public static DataSplit<T> Open<T>(DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = SourceFinder.Find(options);
        if (source.Train.Format == DataFormat.Embedded) return EmbeddedSets.Open<T>(source);
        options = source.Options;
        var train = ReadFinite<T>(source.Train, options);
        var test = source.Test is null ? null : ReadFinite<T>(source.Test, options);
        RequireSameShape(train, test);
        var plan = TargetPlan<T>.Decide(train, options);
        var trainSet = Examples(source.Name + "/train", train, plan, source.Train);
        if (test is not null) return Finish(trainSet, Examples(source.Name + "/test", test, plan, source.Test!), train.HasPixels, options);
        var heldOut = HeldOut(trainSet, options);
        var (kept, held) = trainSet.Split(heldOut);
        return Finish(kept, held.Rename(source.Name + "/test"), train.HasPixels, options);
    }

    /// <summary>Opens the training examples alone: all there are, when the source has no test part of its own.</summary>
    /// <param name="options">Which, and how.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="BadInputException">Something is missing, damaged or does not fit; the message says what to do.</exception>
    public static DataSet<T> OpenWhole<T>(DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = SourceFinder.Find(options);
        if (source.Train.Format == DataFormat.Embedded) return EmbeddedSets.Open<T>(source).Train;
        options = source.Options;
        var train = ReadFinite<T>(source.Train, options);
        return Prepare(Examples(source.Name, train, TargetPlan<T>.Decide(train, options), source.Train), train.HasPixels, options);
    }

    /// <summary>Cuts to the limits and standardises with the statistics of the training part.</summary>
    internal static DataSplit<T> Finish<T>(DataSet<T> train, DataSet<T> test, bool hasPixels, DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        train = Prepare(train, hasPixels, options);
        if (options.TestLimit is { } limit) test = test.TakeFirst(limit);
        if (train.Standardization.Kind != StandardizationKind.None) test.StandardizeInPlace(train.Standardization);
        return new DataSplit<T>(train, test);
    }

    private static DataSet<T> Prepare<T>(DataSet<T> train, bool hasPixels, DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (options.Limit is { } limit) train = train.TakeFirst(limit);
        var kind = options.Standardize ?? (hasPixels ? StandardizationKind.PerChannel : StandardizationKind.None);
        if (kind == StandardizationKind.None) return train;
        train.StandardizeInPlace(kind == StandardizationKind.Scale
            ? Standardization.Divide(options.Divisor)
            : Standardization.Measure(kind, train.Inputs, train.ExampleShape));
        return train;
    }

    private static DataSet<T> Examples<T>(string name, RawSet<T> raw, TargetPlan<T> plan, DataPart part)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        DataSet<T>.Trusted(name, raw.ExampleShape, raw.Inputs, plan.Apply(raw), plan.Targets, $"{part.Describe()}; {plan.Note}", plan.ClassNames);

    private static RawSet<T> ReadFinite<T>(DataPart part, DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var raw = DataReaders.Read<T>(part, options);
        if (!raw.HasPixels) DataSetChecks.RequireFinite(raw.Where, "inputs", raw.Inputs, raw.ExampleShape);
        DataSetChecks.RequireFinite(raw.Where, "targets", raw.Targets, new Shape(raw.TargetWidth));
        return raw;
    }

    private static int[] HeldOut<T>(DataSet<T> data, DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (data.Count < 2)
            throw BadInputException.At(data.Name, $"{data.Count} example and no test part", "at least 2, to hold one out", "Give a test file, or more examples.");
        var indices = Enumerable.Range(0, data.Count).ToArray();
        new Seed(options.SplitSeed).Stream("test-split").Shuffle<int>(indices);
        var wanted = (int)Math.Round(data.Count * (options.TestFraction ?? DataSetOptions.DefaultTestFraction));
        return indices[..Math.Clamp(wanted, 1, data.Count - 1)];
    }

    private static void RequireSameShape<T>(RawSet<T> train, RawSet<T>? test)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (test is null || test.ExampleShape.Equals(train.ExampleShape)) return;
        throw BadInputException.At(test.Where, $"test examples of shape {test.ExampleShape}", $"{train.ExampleShape}, like the training examples in {train.Where}", "Use files of one data set.");
    }
}
