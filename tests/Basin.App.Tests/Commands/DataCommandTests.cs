using System.Text.Json;

namespace Basin.App.Tests.Commands;

public sealed class DataCommandTests
{
    [Fact]
    public void The_list_names_the_sets_made_by_code()
    {
        var (code, output, _) = Tool.Run("data", "list");
        Assert.Equal(0, code);
        Assert.Contains("synth ", output, StringComparison.Ordinal);
        Assert.Contains("BASIN_DATA", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Tool.Run("data", "list", "--json").Output);
        Assert.Contains("synth", json.RootElement.GetProperty("dataSets").EnumerateArray().Select(set => set.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_good_file_is_described_and_ends_with_0()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["points.csv"], "x,y\n1,a\n2,b\n3,a\n4,b\n");
        var (code, output, _) = Tool.Run("data", "check", folder["points.csv"]);
        Assert.Equal(0, code);
        Assert.Contains("4 examples of shape [1], 2 classes", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_file_ends_with_2_and_says_where()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["points.csv"], "x,y\n1,a\n2\n");
        var (code, output, _) = Tool.Run("data", "check", folder["points.csv"], "--json");
        Assert.Equal(2, code);
        using var json = JsonDocument.Parse(output);
        Assert.False(json.RootElement.GetProperty("usable").GetBoolean());
        Assert.Contains("3", json.RootElement.GetProperty("problems")[0].GetProperty("where").GetString(), StringComparison.Ordinal);
    }
}
