using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Basin.Analysis.SelfTest;
using Basin.Experiments.Runs;
using Basin.Numerics.Kernels;

namespace Basin.App.Commands;

/// <summary>This program again, once for every narrower width of vectors that the processor has, computing the numbers to compare.</summary>
internal sealed class OtherLevels : IDisposable
{
    public const string NumbersOption = "--numbers";

    private static readonly int[] _levels = [512, 256, 128];
    private readonly ImmutableArray<(int Bits, Process Process, Task<string> Output)> _running;

    public OtherLevels() => _running = [.. _levels.Where(bits => bits < SimdLevel.Bits).Select(Start)];

    /// <summary>Waits for them and compares. A process that fails has no numbers, which fails its cases.</summary>
    public ImmutableArray<SelfTestResult> Compare(double[][] own, CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<SelfTestResult>();
        foreach (var (bits, process, output) in _running)
        {
            output.Wait(cancellationToken);
            process.WaitForExit();
            var others = process.ExitCode == 0 ? JsonSerializer.Deserialize(output.Result, RunJson.Default.DoubleArrayArray)! : [];
            results.AddRange(SimdAgreement.Compare(bits, own, others));
        }

        return results.ToImmutable();
    }

    public void Dispose()
    {
        foreach (var (_, process, _) in _running)
        {
            if (!process.HasExited) process.Kill();
            process.Dispose();
        }
    }

    private static (int Bits, Process Process, Task<string> Output) Start(int bits)
    {
        var start = ToolProgram.Current.With(["selftest", NumbersOption]);
        start.RedirectStandardOutput = true;
        start.Environment[SimdLevel.Variable] = bits.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        return (bits, process, process.StandardOutput.ReadToEndAsync());
    }
}
