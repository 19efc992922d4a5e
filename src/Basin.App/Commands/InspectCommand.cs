using System.CommandLine;

namespace Basin.App.Commands;

/// <summary><c>basin inspect</c>.</summary>
internal static class InspectCommand
{
    public static string[] Examples { get; } = ["basin inspect runs/synth-mlp-lr0.1-b32-s1", "basin inspect runs/mnist --examples 10000 --top-k 10 --json"];

    public static Command Create() => new("inspect", "Measure where a run has landed: curvature, gradient noise, and whether SGD can stay there.");
}
