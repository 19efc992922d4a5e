using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Basin.Analysis.SelfTest;
using Basin.App.Terminal;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Numerics.Kernels;

namespace Basin.App.Commands;

/// <summary><c>basin selftest</c>.</summary>
internal static class SelfTestCommand
{
    public static string[] Examples { get; } = ["basin selftest", "basin selftest --json"];

    public static Command Create()
    {
        var command = new Command("selftest", "Compute every kind of number on this machine by other means and compare, in seconds. Ends with 1 when a case fails.");
        var numbers = new Option<bool>(OtherLevels.NumbersOption) { Hidden = true };
        command.Add(numbers);
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(numbers))
            {
                output.WriteLine(JsonSerializer.Serialize(SimdAgreement.Numbers(), RunJson.Default.DoubleArrayArray));
                return ExitCode.Done;
            }

            var test = Screen.During(parsed.InvocationConfiguration.Error, screen => Run(screen, interruption.Token));
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(test, RunJson.Readable.SelfTestView));
            else output.Write(SelfTestText.Of(test));
            return test.Passed ? ExitCode.Done : ExitCode.AnswerIsNo;
        });
        return command;
    }

    private static SelfTestView Run(Screen screen, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();

        // The other processes compute while this one does.
        using var levels = new OtherLevels();
        var cases = SelfTestSuite.Run(new OnScreen(screen), cancellationToken).AddRange(levels.Compare(SimdAgreement.Numbers(), cancellationToken));
        return new SelfTestView(cases.All(result => result.Passed), Stopwatch.GetElapsedTime(start).TotalSeconds, SimdLevel.Bits, cases);
    }

    private sealed class OnScreen(Screen screen) : IProgress<SelfTestProgress>
    {
        public void Report(SelfTestProgress value) => screen.Report(new RunProgress("selftest", value.Done, value.All, value.Subject));
    }
}
