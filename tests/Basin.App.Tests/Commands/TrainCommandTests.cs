using System.Text.Json;
using Basin.Testing;

namespace Basin.App.Tests.Commands;

public sealed class TrainCommandTests
{
    private static readonly string[] _quick = ["train", "--epochs", "1", "--batch", "256", "--hidden", "6", "--activation", "tanh", "--inspect-examples", "64", "--top-k", "2", "--probes", "4"];

    [Fact]
    public void Json_is_one_object_with_the_documented_keys_and_inspect_prints_the_same_inspection()
    {
        using var folder = new Folder();
        var (code, output, error) = Tool.Run([.. _quick, "--out", folder["run"], "--json"]);
        Assert.Equal(0, code);
        Assert.Contains($"run: {folder["run"]}", error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal(
            ["run", "settings", "start", "outcome", "message", "train", "test", "steps", "seconds", "along", "inspection", "report"],
            root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["loss", "accuracy"], root.GetProperty("test").EnumerateObject().Select(property => property.Name));
        Assert.Equal(6, root.GetProperty("steps").GetInt64());
        Assert.True(File.Exists(root.GetProperty("report").GetString()));

        var inspection = root.GetProperty("inspection");
        Assert.Equal(
            [
                "parameters", "examples", "loss", "accuracy", "gradientNorm", "hessian", "gaussNewton", "noise", "layers", "sharpness",
                "stability", "regularization", "advice", "health", "unused", "notes", "assumptions", "cost",
            ],
            inspection.EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, inspection.GetProperty("hessian").GetProperty("topEigenvalues").GetArrayLength());
        Assert.Equal(["value", "standardError", "products"], inspection.GetProperty("hessian").GetProperty("trace").EnumerateObject().Select(property => property.Name));
        Assert.Equal(20, inspection.GetProperty("sharpness").GetProperty("limit").GetDouble());

        var (inspectCode, inspected, _) = Tool.Run("inspect", folder["run"], "--json");
        Assert.Equal(0, inspectCode);
        using var again = JsonDocument.Parse(inspected);
        foreach (var key in inspection.EnumerateObject().Select(property => property.Name).Where(name => name != "cost"))
            Assert.True(JsonElement.DeepEquals(inspection.GetProperty(key), again.RootElement.GetProperty(key)), key);
    }

    [Fact]
    public void Text_gives_the_answer_and_the_paths()
    {
        using var folder = new Folder();
        var (code, output, _) = Tool.Run([.. _quick, "--out", folder["run"]]);
        Assert.Equal(0, code);
        Assert.Contains("Finished after 6 steps.", output, StringComparison.Ordinal);
        Assert.Contains("The sharpness here is", output, StringComparison.Ordinal);
        Assert.Contains($"report  {folder["run"]}/report.html", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_that_diverges_ends_with_2_and_names_the_step()
    {
        using var folder = new Folder();
        var (code, output, _) = Tool.Run([.. _quick, "--lr", "3e38", "--out", folder["run"]]);
        Assert.Equal(2, code);
        Assert.Contains("Diverged: the loss at step", output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(folder["run/checkpoints"]));
    }

    [Fact]
    public void A_folder_with_a_run_is_refused_and_stays_as_it_was()
    {
        using var folder = new Folder();
        Tool.Run([.. _quick, "--no-inspect", "--out", folder["run"]]);
        var before = File.ReadAllText(folder["run/done"]);
        var (code, _, error) = Tool.Run([.. _quick, "--no-inspect", "--seed", "2", "--out", folder["run"]]);
        Assert.Equal(2, code);
        Assert.Contains("the folder holds a run already", error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(folder["run/done"]));
    }

    [Fact]
    public void Mnist_reaches_97_percent()
    {
        var data = Environment.GetEnvironmentVariable("BASIN_DATA") ?? Path.Combine(Repository.Root, "..", "shared", "data");
        Assert.SkipUnless(Directory.Exists(Path.Combine(data, "mnist")), "MNIST is not there; set BASIN_DATA to the folder that holds it.");
        using var folder = new Folder();
        var (code, output, _) = Tool.Run("train", "--data", Path.Combine(data, "mnist"), "--model", "mlp", "--epochs", "5", "--lr", "0.1", "--batch", "128", "--seed", "1", "--no-inspect", "--out", folder["run"], "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.InRange(json.RootElement.GetProperty("test").GetProperty("accuracy").GetDouble(), 0.97, 1);
    }
}
