using System.Collections.Immutable;

namespace Basin.Models.Data;

/// <summary>A data set that has a name of its own.</summary>
/// <param name="Name">What a user writes.</param>
/// <param name="Description">What it is, in a line.</param>
/// <param name="Candidates">Where it may lie in a data folder, the best first; empty for a set made by code.</param>
/// <param name="Complete">Turns the options of the user and the path that was found into those to read with.</param>
internal sealed record NamedSet(string Name, string Description, ImmutableArray<string> Candidates, Func<DataSetOptions, string, DataSetOptions> Complete)
{
    /// <summary>True for a set made by code.</summary>
    public bool IsEmbedded => Candidates.IsEmpty;

    /// <summary>All of them; adding a row is all it takes.</summary>
    public static ImmutableArray<NamedSet> All { get; } =
    [
        new("synth", "made by code: 1,797 points in 64 dimensions, 10 classes of 2 clusters each", [], AsIs),
        new("shapes", "made by code: 2,500 grey images of 16 x 16, 8 drawn shapes", [], AsIs),
        new("mnist", "handwritten digits, 28 x 28, 10 classes (IDX)", ["mnist"], AsIs),
        new("cifar10", "photographs, 32 x 32 x 3, 10 classes (binary version)", ["cifar10", "cifar-10-batches-bin"], AsIs),
        new("cifar100", "photographs, 32 x 32 x 3, 100 classes (binary version)", ["cifar100", "cifar-100-binary"], AsIs),
        new("grocery32", "groceries, 32 x 32 x 3, 81 fine or 43 coarse classes (CIFAR-100 layout)", ["grocery32"], AsIs),
        new("digits", "UCI optical digits, 8 x 8 grey levels 0 to 16 as 64 features, 10 classes (CSV); divided by 16", ["sklearn/digits.csv.gz", "digits.csv.gz", "digits.csv"], Digits),
        new("diabetes", "progression of diabetes from 10 measurements, regression (CSV); features standardised", ["sklearn/diabetes_data_raw.csv.gz", "diabetes_data_raw.csv.gz"], Diabetes),
    ];

    /// <summary>The set of that name; null when there is none.</summary>
    public static NamedSet? Find(string name) => All.FirstOrDefault(set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static DataSetOptions AsIs(DataSetOptions options, string path) => options with { Path = path };

    private static DataSetOptions Digits(DataSetOptions options, string path) => options with
    {
        Path = path,
        Targets = TargetChoice.Classes,
        Standardize = options.Standardize ?? StandardizationKind.Scale,
        Divisor = options.Standardize is null ? 16 : options.Divisor,
    };

    private static DataSetOptions Diabetes(DataSetOptions options, string path) => options with
    {
        Path = path,
        TargetPath = options.TargetPath ?? path.Replace("diabetes_data_raw", "diabetes_target", StringComparison.Ordinal),
        Targets = TargetChoice.Values,
        Standardize = options.Standardize ?? StandardizationKind.PerFeature,
    };
}
