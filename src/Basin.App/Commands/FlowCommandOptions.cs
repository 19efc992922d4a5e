using System.CommandLine;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Training.Schedules;

namespace Basin.App.Commands;

/// <summary>The options of <c>train</c> for flows in place of steps.</summary>
internal sealed class FlowCommandOptions
{
    private readonly Option<FlowKind?> _flow = OptionValue.Choice<FlowKind>("--flow", "Follow gradient flow, or the modified flow of gd (with --lr) or of sgd's mean path (with --lr and --batch), in place of steps; in float64 unless said otherwise");

    private readonly Option<double?> _time = OptionValue.Number<double>("--flow-time", "t", "The time to follow the flow: what steps reach by learning rate times steps", "a finite number above 0", x => double.IsFinite(x) && x > 0);

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [_flow, _time];

    /// <summary>Settings with the flow that was asked for, if any.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">All else that was asked for.</param>
    /// <param name="options">The options of the command.</param>
    /// <exception cref="BadInputException">An option is given beside a flow that means nothing to it.</exception>
    public TrainSettings Read(ParseResult parsed, TrainSettings settings, TrainOptions options)
    {
        var (flow, time) = (parsed.GetValue(_flow), parsed.GetValue(_time));
        if (flow is null && time is null) return settings;
        if (flow is null) throw new BadInputException("--flow-time is given without --flow. Give --flow gradient, gd or sgd, or leave --flow-time out.");
        if (time is null) throw new BadInputException("A flow is asked for and no time to follow it. Give it by --flow-time, such as 10: learning rate times steps of the training it stands for.");
        if (options.OfSteps.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
            throw new BadInputException($"{other.Name} is given beside --flow; it is about steps, and a flow has none. Leave {other.Name} out.");
        if (flow == FlowKind.Gradient) Refuse(options.LearningRate, "gradient flow has no learning rate; --flow gd and sgd are modified by one");
        if (flow != FlowKind.Sgd) Refuse(options.Batch, "this flow sees all examples; --flow sgd is modified by the batch");
        return settings with
        {
            Flow = new FlowSettings { Kind = flow.Value, Time = time.Value },
            FullBatch = flow != FlowKind.Sgd,
            Precision = parsed.GetValue(options.Precision) ?? Precision.Float64,
            Momentum = 0,
            WeightDecay = 0,
            Schedule = ScheduleKind.Constant,
            WarmUp = 0,
            Along = null,
        };

        void Refuse(Option option, string reason)
        {
            if (parsed.GetResult(option) is { Implicit: false }) throw new BadInputException($"{option.Name} is given beside --flow {flow.ToString()!.ToLowerInvariant()}: {reason}. Leave {option.Name} out.");
        }
    }
}
