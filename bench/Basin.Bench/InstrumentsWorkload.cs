using System.Diagnostics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Bench;

/// <summary>Training with all instruments under a budget of 5 % of its time, beside the same training without: how much longer it takes.</summary>
/// <param name="name">As in the table.</param>
/// <param name="wanted">Per cent of training's time.</param>
/// <param name="network">What is trained.</param>
/// <param name="batch">Examples a step.</param>
/// <param name="steps">Steps of one training.</param>
/// <param name="examples">Training examples.</param>
internal sealed class InstrumentsWorkload(string name, double wanted, NetworkSpec network, int batch, int steps, int examples) : Workload(name, wanted)
{
    private const double Budget = 0.05;
    private const int Sample = 64;

    public override IReadOnlyList<Row> Run(Session session)
    {
        var model = new Model<float>(network.Build<float>(), LossKind.CrossEntropy);
        var data = ClusteredData.Create<float>(model.Network.ExampleShape, network.Classes, examples, new Seed(1));
        Train(session, model, data, null, null);
        Train(session, model, data, new Counter(), null);
        List<(double Without, double With)> rounds = [];
        var counter = new Counter();
        for (var round = 0; round < session.Options.Rounds; round++)
        {
            // The order turns, so that a machine which gets slower favours neither.
            counter = new Counter();
            var isFirst = round % 2 == 1;
            var before = isFirst ? Train(session, model, data, counter, Budget) : Train(session, model, data, null, null);
            var after = isFirst ? Train(session, model, data, null, null) : Train(session, model, data, counter, Budget);
            rounds.Add(isFirst ? (after, before) : (before, after));
        }

        string[] notes =
        [
            $"{steps} steps a round; the last read {counter.Steps} steps and {counter.Points} groups of the landscape, {counter.Names.Count} instruments of {InstrumentCatalog.All.Length} beside loss, learning rate and gradient norm",
            $"the landscape is read on {Sample} examples; ledger of the last round: {100 * counter.Share:0.0} % of the time",
        ];
        return
        [
            new Row(
                Name,
                $"{Format.Time(Spread.Of(rounds.Select(round => round.With / steps)).Median)} a step",
                $"{Format.Time(Spread.Of(rounds.Select(round => round.Without / steps)).Median)} (without)",
                Spread.Of(rounds.Select(round => 100 * ((round.With / round.Without) - 1))),
                "%",
                Wanted,
                true,
                notes),
        ];
    }

    // Nanoseconds of the whole training. Without a counter nothing is read but what every run records: loss, learning rate and gradient norm.
    private double Train(Session session, Model<float> model, DataSet<float> data, Counter? counter, double? budget)
    {
        var seed = new Seed(1);
        var methods = new TrainingMethods<float> { KeepAdjoints = counter is not null && !model.Network.HasStatistics };
        using var problem = new Training.NetworkProblem<float>(model, data, null, seed, session.Workers, methods);
        var options = new SgdOptions { LearningRate = 0.05, Batch = batch, Duration = Duration.Steps(steps), Seed = seed, EvaluateEvery = steps, CheckpointEvery = steps };
        var landscape = counter is null ? null : new Objective<float>(model, data.Subset([.. Enumerable.Range(0, Sample)]), new ObjectiveOptions { Workers = session.Workers, Derivatives = Derivatives.Second });
        using var instruments = counter is null ? null : new Instruments<float>(
            problem, landscape, options, new InstrumentOptions { Every = Math.Max(1, budget is null ? steps : steps / 20), Budget = budget, Workers = session.Workers });
        var trainer = new Trainer<float>(problem, options, instruments: instruments);
        var (processor, wall) = (ProcessorClock.Now(), Stopwatch.GetTimestamp());
        trainer.Run(counter ?? new Counter());
        var elapsed = Stopwatch.GetElapsedTime(wall);
        var timing = new Timing(elapsed.TotalNanoseconds, ProcessorClock.Now() - processor);
        if (counter is not null) counter.Share = instruments!.Spent / elapsed;
        return timing.Compared(session.Options.Threads);
    }

    private sealed class Counter : TrainingObserver<float>
    {
        public int Steps { get; private set; }

        public int Points { get; private set; }

        public double Share { get; set; }

        public HashSet<string> Names { get; } = [];

        public override void OnStep(in StepReport report)
        {
            if (report.Readings is not { } readings) return;
            Steps++;
            Note(readings);
        }

        public override void OnReadings(long step, ReadingList readings)
        {
            Points++;
            Note(readings);
        }

        private void Note(ReadingList readings)
        {
            for (var i = 0; i < readings.Count; i++) Names.Add(readings[i].Instrument.Name);
        }
    }
}
