using System.Collections.Immutable;
using Basin.Models.Data;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>What all runs of a small rectifier network have in common.</summary>
internal sealed record RectifierStudy
{
    /// <summary>The name of the data.</summary>
    public required string Data { get; init; }

    /// <summary>Training examples, N.</summary>
    public required int Examples { get; init; }

    /// <summary>Rectifiers.</summary>
    public required int Hidden { get; init; }

    /// <summary>What the usual initial weights are multiplied by: a lazy start from which the network overfits.</summary>
    public required double Scale { get; init; }

    /// <summary>The parameters that decide these, for claims on such a network.</summary>
    public static ImmutableArray<ClaimParameter> Parameters { get; } =
    [
        ClaimParameter.Count("examples", "the training examples, N; 1,000 others are held out", 128) with { Minimum = 8, Maximum = 400 },
        ClaimParameter.Count("hidden", "the rectifiers of the hidden layer", 64),
        ClaimParameter.Positive("scale", "the factor on the initial weights", 2),
    ];

    /// <summary>As a claim's parameters say.</summary>
    public static RectifierStudy Of(ClaimContext context, string data) =>
        new() { Data = data, Examples = context.Count("examples"), Hidden = context.Count("hidden"), Scale = context["scale"] };

    /// <summary>Opens the data.</summary>
    public DataSet<double> Open() => DataSets.OpenWhole<double>(new DataSetOptions { Path = Data });
}
