using Basin.Analysis.Regularization;

namespace Basin.Experiments.Reports;

/// <summary>The rows of the implicit regularisation.</summary>
internal static class RegularizationRows
{
    private const string Group = "What SGD adds to the loss";

    public static IEnumerable<TableRow> Of(ImplicitRegularization regularization)
    {
        var shuffling = regularization.Shuffling;
        yield return new(Group, "gradient term (η/4)‖∇L‖²", Numbers.WithError(shuffling.GradientTerm));
        if (shuffling.NoiseTerm is { } noise) yield return new(Group, "noise term (η/4B)·Γ·(N−B)/(N−1)", Numbers.WithError(noise), "in the units of the loss");
        if (regularization.LabelNoise is { } labels)
        {
            yield return new(Group, "label noise, λ", Numbers.Short(labels.Lambda), "ησ²/(B(1−β)); for flipped classes σ²/α = 1");
            yield return new(Group, "label noise, R", labels.R is { } r ? Numbers.WithError(r) : labels.Infinite ? "∞" : "unknown", labels.Infinite ? "η is at or past the limit of its domain" : "");
            yield return new(Group, "  at small η, ¼ tr ∇²L", Numbers.WithError(labels.QuarterTrace));
            if (labels.Contribution is { } sum) yield return new(Group, "label noise, λR", Numbers.WithError(sum), "in the units of the loss");
            if (labels.Drift is { } drift) yield return new(Group, "  drift a step, (η/(1−β))·λR", Numbers.WithError(drift), "a step moves θ on average down its gradient");
        }

        foreach (var setting in regularization.Equivalents)
            yield return new(Group, $"as much: {Name(setting)}", $"{Symbol(setting.Kind)} = {Numbers.Short(setting.Value)}");
        if (regularization.Scaling.GradientEqualsNoiseAt is { } equal) yield return new(Group, "η/B stops to say it all at B of", Numbers.Short(equal), "there the gradient term equals the noise term");
        if (regularization.Scaling.UnstableFrom is { } unstable) yield return new(Group, "η scaled with B is unstable from B of", Numbers.Short(unstable));
    }

    private static string Name(EquivalentSetting setting) => setting.Kind switch
    {
        EquivalentKind.HalfBatch or EquivalentKind.DoubleBatch => $"B = {Numbers.Count(setting.Batch)}",
        EquivalentKind.LabelNoise => "noise in the targets",
        _ => "penalty (λ/4)·mean ‖ĝ‖²",
    };

    private static string Symbol(EquivalentKind kind) => kind switch
    {
        EquivalentKind.HalfBatch or EquivalentKind.DoubleBatch => "η",
        EquivalentKind.LabelNoise => "σ",
        _ => "λ",
    };
}
