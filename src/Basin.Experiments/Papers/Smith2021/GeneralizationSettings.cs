using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>The runs that compare a small rate with penalties and with larger rates, at equal time ε·steps.</summary>
internal sealed record GeneralizationSettings
{
    /// <summary>What the runs have in common.</summary>
    public required RectifierStudy Study { get; init; }

    /// <summary>ε of the base.</summary>
    public required double Rate { get; init; }

    /// <summary>Epochs of the base.</summary>
    public required int Epochs { get; init; }

    /// <summary>B.</summary>
    public required int Batch { get; init; }

    /// <summary>Seeds.</summary>
    public required int Seeds { get; init; }

    /// <summary>The base, without penalty.</summary>
    public RectifierSetting Base => new(Rate, 0, Batch, Epochs);

    /// <summary>The parameters that decide these.</summary>
    public static ImmutableArray<ClaimParameter> Parameters(int epochs) =>
    [
        .. RectifierStudy.Parameters,
        ClaimParameter.Positive("rate", "the small learning rate ε of the base", 1.0 / 64),
        ClaimParameter.Count("epochs", "passes over the training examples at the small rate; larger rates get the same time ε·steps", epochs),
        ClaimParameter.Count("batch", "the batch size B", 8) with { Maximum = 400 },
    ];

    /// <summary>As a claim's parameters say.</summary>
    public static GeneralizationSettings Of(ClaimContext context, string data) => new()
    {
        Study = RectifierStudy.Of(context, data),
        Rate = context["rate"],
        Epochs = context.Count("epochs"),
        Batch = context.Count("batch"),
        Seeds = context.Seeds,
    };

    /// <summary>The base with a penalty.</summary>
    public RectifierSetting WithPenalty(double penalty) => Base with { Penalty = penalty };

    /// <summary>A larger rate for as much time.</summary>
    public RectifierSetting WithRate(double rate) => Base with { Rate = rate, Epochs = Math.Max(1, (int)Math.Round(Epochs * Rate / rate)) };

    /// <summary>The base's outcomes, computed once for all claims that compare with them.</summary>
    public RectifierOutcome[] BaseOutcomes(ClaimContext context) =>
        context.Share(this, settings => RectifierRuns.Run(context, settings.Study, [settings.Base])[0]);
}
