using System.Globalization;
using System.Text;
using Basin.Models.Onnx;
using Basin.Models.Onnx.Operators;

namespace Basin.Models.Tests.Onnx;

/// <summary>Writes docs/onnx.md: which operators there are, and how many node tests hold each of them.</summary>
internal static class ConformanceTable
{
    private static readonly Dictionary<string, string> _limits = new()
    {
        ["AveragePool"] = "not both `ceil_mode` and `count_include_pad`",
        ["BatchNormalization"] = "statistics of the batch or the file's, as the user chooses; running statistics are no outputs",
        ["BitShift"] = "of unsigned constants",
        ["Cast"] = "what depends on the examples stays in the precision of the run; not from floating point to integers there",
        ["Clip"] = "constant bounds",
        ["Compress"] = "constant condition",
        ["Conv"] = "over one or two axes",
        ["ConvTranspose"] = "over one or two axes",
        ["Dropout"] = "drops nothing",
        ["Einsum"] = "one extent for each letter",
        ["Gather"] = "indices along axis 0, or constant ones",
        ["GatherElements"] = "constant indices",
        ["GatherND"] = "constant indices",
        ["GroupNormalization"] = "opset 21, with scale and shift by channel",
        ["LayerNormalization"] = "opset 17 and later",
        ["MaxPool"] = "without the places as a second output",
        ["Mod"] = "`fmod` for floating point",
        ["NegativeLogLikelihoodLoss"] = "constant classes",
        ["Pad"] = "constant pads",
        ["ReduceProd"] = "at most 1,024 numbers to a product",
        ["Resize"] = "constant sizes or scales; without `antialias`, `axes` and cropping",
        ["ReverseSequence"] = "constant lengths",
        ["ScatterElements"] = "constant indices",
        ["ScatterND"] = "constant indices",
        ["SoftmaxCrossEntropyLoss"] = "at the end of a network, cut off and computed by Basin; elsewhere with constant classes",
        ["Tile"] = "constant repeats",
        ["Upsample"] = "constant scales",
    };

    public static string Write()
    {
        Assert.Empty(_limits.Keys.Except(OnnxOperators.Names));
        var text = new StringBuilder();
        var (run, excluded) = (NodeTestData.Run.ToHashSet(), NodeTestExclusions.All);
        text.Append(CultureInfo.InvariantCulture, $"""
            # ONNX operators

            Basin reads models of opset 13 to 21. The {OnnxOperators.Names.Length} operators below are those of ONNX, with the limits named; anything else is
            refused with the name of the node. How a file becomes a network is [decision 7](decisions/0007-onnx-becomes-a-network-by-tracing.md).

            Each operator is held to ONNX's own node tests, as Debian's `libonnx-testdata` (1.12) has them. Of the {NodeTestData.Claimed.Count} tests all of whose operators
            are here, {run.Count} are run and pass, in float64 and in float32, to ONNX's tolerance (1e-3 relative, 1e-7 absolute). {excluded.Count} are left out, for the
            reasons at the end. Unless an operator takes *constants* alone, floating-point inputs go through the operations that networks are
            made of, and the gradient and a Hessian product of each test agree with central differences to 1e-6.

            `NodeTests` writes this page: run it with BASIN_APPROVE=1 after a change. Operators without a node test of that version have rows in `OperatorTests`.

            | operator | tests passed | left out | limits |
            | --- | ---: | ---: | --- |

            """);
        foreach (var name in OnnxOperators.Names)
        {
            string[] tests = [.. NodeTestData.Claimed.Where(test => test.Value.Contains(name)).Select(test => test.Key)];
            string?[] limits = [OnnxOperators.Find(name)!.HasDerivative ? null : "constants", _limits.GetValueOrDefault(name)];
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Count(tests.Count(run.Contains))} | {Count(tests.Count(excluded.ContainsKey))} | {string.Join("; ", limits.Where(limit => limit is not null))} |\n");
        }

        text.Append("\nLeft out:\n\n");
        foreach (var reason in excluded.GroupBy(test => test.Value).OrderBy(group => group.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"* {reason.Key}: {string.Join(", ", reason.Select(test => $"`{test.Key}`"))}\n");
        return text.ToString();

        static string Count(int count) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture);
    }
}
