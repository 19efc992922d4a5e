using System.Diagnostics;
using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Models.Data;

/// <summary>The sets made by code, under their names.</summary>
internal static class EmbeddedSets
{
    private static readonly Seed _seed = new(0);

    /// <summary>Makes a set and parts it: its points are independent, so the last ones are as good a test as any.</summary>
    public static DataSplit<T> Open<T>(DataSource source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (all, standard) = source.Name switch
        {
            "synth" => (SynthSet.Generate<T>(_seed), SynthSet.StandardTestCount),
            "shapes" => (ShapesSet.Generate<T>(_seed), ShapesSet.StandardTestCount),
            _ => throw new UnreachableException(),
        };
        var options = source.Options;
        if ((options.TestPath ?? options.TargetPath ?? options.LabelColumn) is { } other)
            throw BadInputException.At(source.Name, $"'{other}' beside a data set made by code", "no further file or column", "It brings its own targets and test part: leave that setting out.");
        var testCount = options.TestFraction is { } fraction ? Math.Clamp((int)Math.Round(all.Count * fraction), 1, all.Count - 1) : standard;
        var (train, test) = all.Split([.. Enumerable.Range(all.Count - testCount, testCount)]);
        return DataSets.Finish(train.Rename(source.Name + "/train"), test.Rename(source.Name + "/test"), hasPixels: false, options);
    }
}
