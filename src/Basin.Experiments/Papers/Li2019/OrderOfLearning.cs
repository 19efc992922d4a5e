using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>A large rate learns the noisy pattern first, a small one the clean pattern.</summary>
internal sealed class OrderOfLearning : Claim
{
    public override string Id => "order-of-learning";

    public override string Statement => "Under the large rate the noisy, easy-to-fit pattern is learned while the clean one stays near chance; in as many steps the small rate has memorised the clean one and knows nothing of the other.";

    public override string Place => "Section 3 (intuition), lemmas of sections 4 and 5";

    public override ImmutableArray<ClaimParameter> Parameters => PatternParameters.Standard;

    public override SeedCount Seeds => new(20, 10);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var (large, small) = Pairs.Of(context);
        var step = context.Count("anneal-at");
        PatternPoint[] largeThen = [.. large.Select(run => run.BeforeAnnealing)];
        PatternPoint[] smallThen = [.. small.Select(run => run.Points.Last(point => point.Step <= step))];
        return new ClaimOutcome(
        [
            Check.Between("large rate, just before annealing: test accuracy on the clean pattern alone", Mean(largeThen, point => point.Second), 0.4, 0.8, BandSource.Measurement),
            Check.AtLeast("the same on the noisy pattern alone", Mean(largeThen, point => point.First), 0.95, BandSource.Measurement),
            Check.AtLeast("small rate, after as many steps: test accuracy on the clean pattern alone", Mean(smallThen, point => point.Second), 0.99, BandSource.Measurement),
            Check.AtMost("the same on the noisy pattern alone", Mean(smallThen, point => point.First), 0.6, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("courses", PatternFigures.Courses(large[0], small[0]))],
        };
    }

    private static Measurement Mean(PatternPoint[] points, Func<PatternPoint, double> number) => Measurement.Mean([.. points.Select(number)]);
}
