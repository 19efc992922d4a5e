using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Basin.Analysis.Inspection;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Experiments.Catalogs;
using Basin.Experiments.Exports;
using Basin.Experiments.Papers;
using Basin.Experiments.Reports;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Training;
using Basin.Training.Noise;
using Basin.Training.Rules;
using Basin.Training.Sampling;

namespace Basin.Experiments.Runs;

/// <summary>The JSON of run folders and of the command line; <c>docs/json.md</c> describes it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(FiniteOrNull), typeof(BoundsByName), typeof(KebabCase<StabilityVerdict>), typeof(KebabCase<CriticalLearningRateKind>), typeof(KebabCase<EquivalentKind>),
        typeof(KebabCase<DataFormat>), typeof(KebabCase<ModelKind>), typeof(KebabCase<LossKind>), typeof(KebabCase<Activation>),
        typeof(KebabCase<Precision>), typeof(KebabCase<ScheduleKind>), typeof(KebabCase<StandardizationKind>),
        typeof(KebabCase<SamplingKind>), typeof(KebabCase<LabelNoiseKind>), typeof(KebabCase<NoiseKind>), typeof(KebabCase<TransformKind>), typeof(KebabCase<FlowKind>), typeof(KebabCase<TrainingOutcome>), typeof(KebabCase<BatchNormMode>),
        typeof(KebabCase<BandSource>), typeof(KebabCase<RuleKind>), typeof(KebabCase<RunStatus>),
    ])]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(TrainSettings))]
[JsonSerializable(typeof(InspectionRecord))]
[JsonSerializable(typeof(MetricsLine))]
[JsonSerializable(typeof(DataListing))]
[JsonSerializable(typeof(DataCheckView))]
[JsonSerializable(typeof(SelfTestView))]
[JsonSerializable(typeof(ReportFiles))]
[JsonSerializable(typeof(PaperResult))]
[JsonSerializable(typeof(Reproduction))]
[JsonSerializable(typeof(PaperListing))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(JsonExport))]
[JsonSerializable(typeof(ExportResult))]
[JsonSerializable(typeof(double[][]))]
public sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>The same with every letter written as itself: the files are read by people too, and no browser runs them.</summary>
    public static RunJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
