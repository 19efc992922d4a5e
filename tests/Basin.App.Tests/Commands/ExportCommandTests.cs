using System.Text.Json;

namespace Basin.App.Tests.Commands;

public sealed class ExportCommandTests
{
    [Fact]
    public void A_run_is_exported_and_the_files_are_named()
    {
        using var folder = new Folder();
        Assert.Equal(0, Tool.Run("train", "--steps", "3", "--no-inspect", "--out", folder["a"]).Code);
        Assert.Equal((0, $"{folder["a.csv"]}\n", ""), Tool.Run("export", folder["a"], "--format", "csv", "--out", folder["a.csv"]));
        Assert.Equal(5, File.ReadAllLines(folder["a.csv"]).Length);
        var (code, output, error) = Tool.Run("export", folder["a"], "--format", "csv", "--out", folder["a.csv"]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("it is there already", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_not_finished_is_exported_with_a_word_of_it()
    {
        using var folder = new Folder();
        Assert.Equal(0, Tool.Run("train", "--steps", "3", "--no-inspect", "--out", folder["a"]).Code);
        File.Delete(folder["a/done"]);
        var (code, output, error) = Tool.Run("export", folder["a"], "--format", "tensorboard", "--out", folder["logs"], "--json");
        Assert.Equal((0, "a is not finished: this is what there is so far.\n"), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal("a", json.RootElement.GetProperty("unfinished")[0].GetString());
        Assert.True(File.Exists(json.RootElement.GetProperty("files")[0].GetString()));
    }
}
