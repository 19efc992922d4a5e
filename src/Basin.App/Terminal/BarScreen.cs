using Basin.Experiments.Runs;
using Spectre.Console;

namespace Basin.App.Terminal;

/// <summary>A bar for each activity, with the time left.</summary>
internal sealed class BarScreen : Screen
{
    private readonly IAnsiConsole _console;
    private readonly ProgressContext _bars;
    private ProgressTask? _bar;
    private TimeLeft _left = new(TimeProvider.System);
    private string _activity = "";

    private BarScreen(IAnsiConsole console, ProgressContext bars) => (_console, _bars) = (console, bars);

    public static T During<T>(Func<Screen, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new ProgressBarColumn { Width = 28 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(bars => work(new BarScreen(console, bars)));
    }

    public override void Say(string line) => _console.WriteLine(line);

    public override void Report(RunProgress value)
    {
        if (_bar is null || value.Activity != _activity)
        {
            if (_bar is not null) _bar.Value = _bar.MaxValue;
            (_activity, _left) = (value.Activity, new TimeLeft(TimeProvider.System));
            _bar = _bars.AddTask(Markup.Escape(value.Activity));
        }

        _bar.MaxValue = Math.Max(1, value.Total);
        _bar.Value = value.Done;
        var parts = new[] { value.Activity, value.Detail, _left.Of(value.Done, value.Total) };
        _bar.Description = Markup.Escape(string.Join(" · ", parts.Where(part => part.Length > 0)));
    }
}
