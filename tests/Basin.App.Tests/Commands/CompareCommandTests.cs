using System.Text.Json;

namespace Basin.App.Tests.Commands;

public sealed class CompareCommandTests
{
    [Fact]
    public void The_settings_that_differ_and_only_those_are_printed()
    {
        using var folder = new Folder();
        foreach (var rate in new[] { "0.1", "0.5" }) Assert.Equal(0, Tool.Run("train", "--steps", "3", "--lr", rate, "--no-inspect", "--out", folder[rate]).Code);
        var (code, output, error) = Tool.Run("compare", folder["0.1"], folder["0.5"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("learningRate", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Tool.Run("compare", folder["0.1"], folder["0.5"], "--json").Output);
        var setting = Assert.Single(json.RootElement.GetProperty("settings").EnumerateArray());
        Assert.Equal(["0.1", "0.5"], setting.GetProperty("values").EnumerateArray().Select(value => value.GetString()));
    }
}
