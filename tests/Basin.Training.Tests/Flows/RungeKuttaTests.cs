using Basin.Training.Flows;

namespace Basin.Training.Tests.Flows;

public sealed class RungeKuttaTests
{
    private static double CircleError(FlowOptions options, double time)
    {
        double[] point = [1, 0];
        var result = new RungeKutta<double>(FunctionField.Circle(), options).Integrate(point, time);
        Assert.Equal(FlowOutcome.Finished, result.Outcome);
        Assert.Equal(time, result.Time);
        return Math.Sqrt(Math.Pow(point[0] - Math.Cos(time), 2) + Math.Pow(point[1] + Math.Sin(time), 2));
    }

    [Fact]
    public void Halving_the_step_divides_the_error_by_two_to_the_fifth()
    {
        double[] errors = [.. new[] { 0.4, 0.2, 0.1, 0.05 }.Select(step => CircleError(new FlowOptions { FixedStep = step }, 4))];
        for (var i = 1; i < errors.Length; i++) Assert.InRange(Math.Log2(errors[i - 1] / errors[i]), 4.8, 5.3);
    }

    [Fact]
    public void Points_between_steps_have_an_error_of_order_five_too()
    {
        var errors = new[] { 0.4, 0.2, 0.1 }.Select(step =>
        {
            var worst = 0.0;
            double[] times = [.. Enumerable.Range(0, 401).Select(i => i / 100.0)];
            var told = 0;
            double[] point = [1, 0];
            new RungeKutta<double>(FunctionField.Circle(), new FlowOptions { FixedStep = step }).Integrate(point, 4, times, (time, y) =>
            {
                Assert.Equal(times[told++], time);
                worst = Math.Max(worst, Math.Max(Math.Abs(y[0] - Math.Cos(time)), Math.Abs(y[1] + Math.Sin(time))));
            });
            Assert.Equal(times.Length, told);
            return worst;
        }).ToArray();
        for (var i = 1; i < errors.Length; i++) Assert.InRange(Math.Log2(errors[i - 1] / errors[i]), 4.5, 5.5);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-5)]
    [InlineData(1e-7)]
    [InlineData(1e-9)]
    [InlineData(1e-11)]
    public void Where_errors_do_not_grow_the_error_stays_below_the_tolerance(double tolerance)
    {
        var options = new FlowOptions { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance };
        double[] point = [0.01];
        var logistic = FunctionField.Logistic();
        var result = new RungeKutta<double>(logistic, options).Integrate(point, 12);
        Assert.InRange(Math.Abs(point[0] - (1 / (1 + (99 * Math.Exp(-12))))), 0, tolerance);
        Assert.Equal(logistic.Evaluations, result.Evaluations);

        // A circle keeps every step's error; there are some ten steps a turn at the widest tolerance, and more at a narrower one.
        Assert.InRange(CircleError(options, 2 * Math.PI), 0, 20 * tolerance);
    }

    [Fact]
    public void A_stiff_field_is_followed_by_rejecting_steps_and_the_cost_is_told()
    {
        var field = new FunctionField(1, (y, f) => f[0] = -1000 * (y[0] - 1));
        double[] point = [0];
        var result = new RungeKutta<double>(field).Integrate(point, 1);
        Assert.Equal(1, point[0], 1e-6);
        Assert.True(result.Rejected > 0);
        Assert.Equal(field.Evaluations, result.Evaluations);
        Assert.Equal(2 + (6 * (result.Steps + result.Rejected)), result.Evaluations);
        Assert.InRange(result.Steps, 1000 / 3.4, 1000);
    }

    [Fact]
    public void A_flow_that_reaches_infinity_ends_there_with_advice()
    {
        double[] point = [1];
        var result = new RungeKutta<double>(new FunctionField(1, (y, f) => f[0] = y[0] * y[0])).Integrate(point, 2);
        Assert.Equal(FlowOutcome.StepTooSmall, result.Outcome);
        Assert.Equal(1, result.Time, 1e-4);
        Assert.Contains("grows without bound", result.Message, StringComparison.Ordinal);
        Assert.True(double.IsFinite(point[0]));
    }

    [Fact]
    public void Evaluations_are_not_exceeded()
    {
        double[] point = [1, 0];
        var field = FunctionField.Circle();
        var result = new RungeKutta<double>(field, new FlowOptions { MaxEvaluations = 40 }).Integrate(point, 100);
        Assert.Equal(FlowOutcome.OutOfEvaluations, result.Outcome);
        Assert.InRange(field.Evaluations, 30, 40);
        Assert.InRange(result.Time, 0.01, 99);
    }

    [Fact]
    public void A_cancelled_flow_says_how_far_it_came()
    {
        using var source = new CancellationTokenSource();
        double[] point = [1, 0];
        var result = new RungeKutta<double>(FunctionField.Circle()).Integrate(point, 100, [1], (_, _) => source.Cancel(), source.Token);
        Assert.Equal(FlowOutcome.Interrupted, result.Outcome);
        Assert.InRange(result.Time, 1, 10);
    }

    [Fact]
    public void Single_precision_follows_to_its_own_accuracy()
    {
        float[] point = [1, 0];
        var result = new RungeKutta<float>(new SingleCircle(), new FlowOptions { RelativeTolerance = 1e-5, AbsoluteTolerance = 1e-6 }).Integrate(point, 3);
        Assert.Equal(FlowOutcome.Finished, result.Outcome);
        Assert.Equal(Math.Cos(3), point[0], 1e-4);
        Assert.Equal(-Math.Sin(3), point[1], 1e-4);
    }

    [Fact]
    public void No_time_moves_nothing_and_is_told_once()
    {
        double[] point = [1, 0];
        var told = 0;
        var result = new RungeKutta<double>(FunctionField.Circle()).Integrate(point, 0, [0], (_, _) => told++);
        Assert.Equal((0L, 1), (result.Steps, told));
        Assert.Equal([1.0, 0.0], point);
    }

    [Fact]
    public void Times_that_do_not_ascend_are_refused_by_name()
    {
        var flow = new RungeKutta<double>(FunctionField.Circle());
        var refused = Assert.Throws<ArgumentException>(() => flow.Integrate(new double[2], 1, [0.5, 0.25]));
        Assert.Contains("Time 0.25 was asked for after 0.5", refused.Message, StringComparison.Ordinal);
    }

    private sealed class SingleCircle() : VectorField<float>(2)
    {
        public override void Evaluate(ReadOnlySpan<float> point, Span<float> velocity, CancellationToken cancellationToken = default) =>
            (velocity[0], velocity[1]) = (point[1], -point[0]);
    }
}
