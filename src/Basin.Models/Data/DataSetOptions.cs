using System.Collections.Immutable;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Which data to open, and how. Immutable; checked when made.</summary>
public sealed record DataSetOptions
{
    /// <summary>The part of a source without test examples that is held out unless said otherwise.</summary>
    public const double DefaultTestFraction = 0.1;

    /// <summary>A file, a folder, or a name that <see cref="DataCatalog"/> knows.</summary>
    public required string Path
    {
        get;
        init => field = string.IsNullOrWhiteSpace(value) ? throw new BadInputException("The data have no path; give a file, a folder or a name such as 'synth'.") : value;
    }

    /// <summary>Where a path that does not exist as it stands, or a name, is looked for; unless said otherwise where <see cref="DataCatalog.Folders"/> says.</summary>
    public ImmutableArray<string> Folders { get; init; } = DataCatalog.Folders;

    /// <summary>The file with the test examples, in the format of <see cref="Path"/>; null when they come from there.</summary>
    public string? TestPath { get; init; }

    /// <summary>The file with the targets, for a source that keeps them apart (.npy, CSV, IDX).</summary>
    public string? TargetPath { get; init; }

    /// <summary>The file with the targets of <see cref="TestPath"/>.</summary>
    public string? TestTargetPath { get; init; }

    /// <summary>The layout of the files.</summary>
    public DataFormat Format { get; init; }

    /// <summary>CSV: the column with the target, by its name in the header or by its index from 0, negative from the end; null is the last.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>CSV: whether the first line names the columns; null finds out.</summary>
    public bool? Header { get; init; }

    /// <summary>CSV: the character between fields, a space standing for any number of blanks; null finds out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Classes or values.</summary>
    public TargetChoice Targets { get; init; }

    /// <summary>The number of classes; null is one more than the largest label.</summary>
    public int? Classes
    {
        get;
        init => field = value is null or >= 1 ? value : throw new BadInputException($"The number of classes is {value}; wanted at least 1.");
    }

    /// <summary>CIFAR-100: use the coarse label instead of the fine one.</summary>
    public bool CoarseLabels { get; init; }

    /// <summary>npy and npz: images are stored [n, channels, height, width], as PyTorch keeps them, and are turned to [n, height, width, channels].</summary>
    public bool ChannelsFirst { get; init; }

    /// <summary>
    /// npy and npz: the shape of one example that a model from elsewhere reads, in the order of its own file. Images stored so, or for a
    /// flat input as [n, 1 or 3, height, width], are turned as by <see cref="ChannelsFirst"/>; null turns none.
    /// </summary>
    public Shape? ModelShape { get; init; }

    /// <summary>What to do to the inputs; null standardises 8-bit images by channel and leaves all else alone.</summary>
    public StandardizationKind? Standardize { get; init; }

    /// <summary>What <see cref="StandardizationKind.Scale"/> divides by; finite, above 0.</summary>
    public double Divisor
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new BadInputException($"The divisor is {value}; wanted a finite number above 0.");
    } = 255;

    /// <summary>The part of the examples held out for the test when the source has no test part; in (0, 1). Null is <see cref="DefaultTestFraction"/>.</summary>
    public double? TestFraction
    {
        get;
        init => field = value is null or (> 0 and < 1) ? value : throw new BadInputException($"The test fraction is {value}; wanted a number between 0 and 1, both excluded.");
    }

    /// <summary>Chooses which examples are held out; the same seed, the same examples.</summary>
    public ulong SplitSeed { get; init; }

    /// <summary>Use only the first so many training examples, after the test part is held out; null is all.</summary>
    public int? Limit
    {
        get;
        init => field = value is null or >= 1 ? value : throw new BadInputException($"The limit is {value} examples; wanted at least 1.");
    }

    /// <summary>Use only the first so many test examples; null is all.</summary>
    public int? TestLimit
    {
        get;
        init => field = value is null or >= 1 ? value : throw new BadInputException($"The test limit is {value} examples; wanted at least 1.");
    }
}
