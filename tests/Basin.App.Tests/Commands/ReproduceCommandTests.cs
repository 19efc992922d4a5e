using System.Text.Json;

namespace Basin.App.Tests.Commands;

public sealed class ReproduceCommandTests
{
    private const string Cheap = "mobahi2020/interpolation";

    [Fact]
    public void Without_a_paper_it_lists_them_and_runs_nothing()
    {
        var (code, output, error) = Tool.Run("reproduce");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("mobahi2020  Self-Distillation Amplifies Regularization in Hilbert Space", output, StringComparison.Ordinal);
        Assert.Contains("'basin reproduce --all'", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Tool.Run("reproduce", "--json").Output);
        var papers = json.RootElement.GetProperty("papers").EnumerateArray().ToDictionary(paper => paper.GetProperty("paper").GetString()!);
        Assert.Equal(["paper", "title", "source", "claims"], papers["mobahi2020"].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Claims_that_hold_end_with_0_and_json_is_one_object_with_the_documented_keys()
    {
        using var folder = new Folder();
        var (code, output, _) = Tool.Run("reproduce", Cheap, "--set", "kappa=2", "--out", folder["out"], "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["paper", "claims", "report"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(folder["out/report.html"], json.RootElement.GetProperty("report").GetString());
        var claim = json.RootElement.GetProperty("claims")[0];
        string[] promised = ["id", "statement", "settings", "seeds", "measured", "standardError", "expected", "passed", "seconds"];
        Assert.Equal(promised, claim.EnumerateObject().Select(property => property.Name).Where(promised.Contains));
        Assert.Equal(["low", "high"], claim.GetProperty("expected").EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, claim.GetProperty("settings").GetProperty("kappa").GetDouble());
        Assert.True(claim.GetProperty("passed").GetBoolean());
        using var saved = JsonDocument.Parse(File.ReadAllText(folder["out/mobahi2020.json"]));
        Assert.True(JsonElement.DeepEquals(json.RootElement.GetProperty("claims"), saved.RootElement.GetProperty("claims")));
    }

    [Fact]
    public void A_claim_that_fails_ends_with_1_and_says_which_number()
    {
        // At a tolerance of the noise's own variance distillation does not help: the claim that it does fails.
        using var folder = new Folder();
        var (code, output, _) = Tool.Run("reproduce", "mobahi2020/sine", "--set", "epsilon=0.25", "--seeds", "20", "--out", folder["out"]);
        Assert.Equal(1, code);
        Assert.Contains("FAILED   sine  share of seeds that some distillation improves", output, StringComparison.Ordinal);
        Assert.Contains("Bands that were measured are those of the default settings.", output, StringComparison.Ordinal);
        Assert.Contains("0 of 1 claims reproduce", output, StringComparison.Ordinal);
        Assert.EndsWith($"Report: {folder["out/report.html"]}\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no paper 'nobody2020'", "nobody2020")]
    [InlineData("no claim 'nothing'", "mobahi2020/nothing")]
    [InlineData("give one of them", "mobahi2020", "--all")]
    [InlineData("wanted name=number, such as alpha=0.1", Cheap, "--set", "kappa")]
    [InlineData("wanted name=number, such as alpha=0.1", Cheap, "--set", "kappa=two")]
    [InlineData("--set kappa: 0; wanted a number from 1.01 to 1000", Cheap, "--set", "kappa=0")]
    [InlineData("no claim that is run has such a parameter", Cheap, "--set", "alpha=1")]
    [InlineData("--seeds is '0'", Cheap, "--seeds", "0")]
    public void Misuse_ends_with_2_and_says_what_was_wanted(string message, params string[] arguments)
    {
        using var folder = new Folder();
        var (code, output, error) = Tool.Run(["reproduce", .. arguments, "--out", folder["out"]]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_claim_whose_data_are_not_here_is_not_run_and_has_not_failed()
    {
        using var folder = new Folder();
        var (code, output) = Tool.RunWithoutData(folder.Path, "reproduce", "mobahi2020/networks", "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        var claim = json.RootElement.GetProperty("claims")[0];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (claim.GetProperty("passed").ValueKind, claim.GetProperty("measured").ValueKind));
        Assert.StartsWith("Not run: the data set 'digits' is not on this machine", claim.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(folder["runs/reproduce-mobahi2020-networks-s1/table.md"]));
    }

    [Fact]
    public void Help_on_a_paper_describes_the_parameters_of_its_claims()
    {
        var (code, output, _) = Tool.Run("reproduce", Cheap, "--help");
        Assert.Equal(0, code);
        Assert.Contains("--set kappa=5  κ, the condition of the Gram matrix", output, StringComparison.Ordinal);
        Assert.DoesNotContain("mobahi2020/sine\n", output, StringComparison.Ordinal);
    }
}
