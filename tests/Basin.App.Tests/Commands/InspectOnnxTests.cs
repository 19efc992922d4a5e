using System.Text.Json;

namespace Basin.App.Tests.Commands;

/// <summary>An ONNX file through the whole tool: a linear model, of which everything is known.</summary>
public sealed class InspectOnnxTests
{
    private static readonly double[][] _x = [[1, 0], [0, 2], [1, 1], [2, 0]];

    [Fact]
    public void A_linear_model_has_the_curvature_noise_and_stability_of_its_data()
    {
        using var folder = Files(0.5f, -0.25f);
        var (code, output, error) = Tool.Run("inspect", folder["m.onnx"], "--data", folder["d.csv"], "--loss", "squared-error", "--lr", "0.3", "--batch", "4", "--label-noise", "0.2", "--json");
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;

        // H = XᵀX/n = [[6, 1], [1, 5]]/4.
        var (trace, top) = (11.0 / 4, (11 + Math.Sqrt(5)) / 8);
        Assert.Equal(trace, root.GetProperty("hessian").GetProperty("trace").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(top, root.GetProperty("sharpness").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(0, root.GetProperty("hessian").GetProperty("trace").GetProperty("standardError").GetDouble());

        // A batch of all examples without replacement is gradient descent.
        var stability = root.GetProperty("stability");
        Assert.Equal("stable", stability.GetProperty("verdict").GetString());
        var critical = stability.GetProperty("criticalLearningRate");
        Assert.Equal("exact", critical.GetProperty("kind").GetString());
        Assert.Equal(2 / top, critical.GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal(2 / top, critical.GetProperty("bounds").GetProperty("fullBatch").GetProperty("value").GetDouble(), 1e-9);

        // Targets are y = x₁ + x₂, so residuals are −x₁/2 − 5x₂/4.
        double[] residuals = [.. _x.Select(x => (-0.5 * x[0]) - (1.25 * x[1]))];
        double[] gradient = [.. Enumerable.Range(0, 2).Select(j => _x.Select((x, i) => residuals[i] * x[j]).Average())];
        var noise = _x.Select((x, i) => Enumerable.Range(0, 2).Sum(j => Math.Pow((residuals[i] * x[j]) - gradient[j], 2))).Average();
        Assert.Equal(noise, root.GetProperty("noise").GetProperty("trace").GetProperty("value").GetDouble(), 1e-12);

        var labels = root.GetProperty("regularization").GetProperty("labelNoise");
        Assert.Equal(0.3 * 0.04 / 4, labels.GetProperty("lambda").GetDouble(), 1e-15);
        var bottom = (11 - Math.Sqrt(5)) / 8;
        Assert.Equal(-(Math.Log(1 - (0.15 * top)) + Math.Log(1 - (0.15 * bottom))) / 0.6, labels.GetProperty("r").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(trace / 4, labels.GetProperty("quarterTrace").GetProperty("value").GetDouble(), 1e-12);
        Assert.All(root.GetProperty("health").EnumerateArray(), check => Assert.True(check.GetProperty("passed").GetBoolean(), check.ToString()));
    }

    [Fact]
    public void Past_the_limit_label_noise_has_no_finite_regulariser_and_sgd_leaves()
    {
        using var folder = Files(0.5f, -0.25f);
        var (code, output, _) = Tool.Run("inspect", folder["m.onnx"], "--data", folder["d.csv"], "--loss", "squared-error", "--lr", "1.5", "--batch", "1", "--label-noise", "0.2");
        Assert.Equal(0, code);
        Assert.Contains("SGD at η = 1.5, B = 1 is unstable here", output, StringComparison.Ordinal);
        Assert.Contains("η is at or past the limit of its domain", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_inspected_ends_with_2_and_says_why()
    {
        using var folder = Files(0.5f, float.NaN);
        Refused("not finite", "--data", folder["d.csv"]);
        File.WriteAllBytes(folder["m.onnx"], LinearModelFile.Bytes(0.5f, -0.25f)[..60]);
        Refused("m.onnx", "--data", folder["d.csv"]);
        File.WriteAllBytes(folder["m.onnx"], LinearModelFile.Bytes(0.5f, -0.25f));
        Refused("Name them with --data");
        Refused("no parameter is called 'fc.*'; wanted one of 'w'", "--data", folder["d.csv"], "--parameters", "fc.*");
        Refused("cross-entropy", "--data", folder["d.csv"], "--loss", "cross-entropy");
        File.WriteAllText(folder["d.csv"], "a,b,c,y\n1,2,3,4\n2,3,4,5\n");
        Refused("examples of shape [3]; wanted [2]", "--data", folder["d.csv"]);

        void Refused(string reason, params string[] arguments)
        {
            var (code, output, error) = Tool.Run(["inspect", folder["m.onnx"], .. arguments]);
            Assert.True(code == 2, error);
            Assert.Empty(output);
            Assert.Contains(reason, error, StringComparison.Ordinal);
        }
    }

    private static Folder Files(params float[] weights)
    {
        var folder = new Folder();
        File.WriteAllBytes(folder["m.onnx"], LinearModelFile.Bytes(weights));
        File.WriteAllLines(folder["d.csv"], ["a,b,y", .. _x.Select(x => $"{x[0]},{x[1]},{x[0] + x[1]}.5".Replace(".5", ".0", StringComparison.Ordinal))]);
        return folder;
    }
}
