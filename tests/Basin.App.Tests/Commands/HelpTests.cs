using Basin.Testing;

namespace Basin.App.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("basin", "--help")]
    [InlineData("train", "train --help")]
    [InlineData("inspect", "inspect --help")]
    [InlineData("compare", "compare --help")]
    [InlineData("export", "export --help")]
    [InlineData("data", "data --help")]
    [InlineData("data-check", "data check --help")]
    [InlineData("report", "report --help")]
    [InlineData("reproduce", "reproduce --help")]
    [InlineData("serve", "serve --help")]
    [InlineData("selftest", "selftest --help")]
    public void Help_is_as_approved_and_ends_with_an_example(string name, string arguments)
    {
        var (code, output, error) = Tool.Run(arguments.Split(' '));
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Example", output, StringComparison.Ordinal);
        Approved.Equal(output.Replace("Basin.App.Tests", "basin", StringComparison.Ordinal), $"{name}.help.txt");
    }

    [Theory]
    [InlineData("train")]
    [InlineData("inspect")]
    [InlineData("reproduce")]
    [InlineData("report")]
    [InlineData("compare")]
    [InlineData("export")]
    [InlineData("serve")]
    public void No_two_options_of_a_verb_share_a_name(string verb)
    {
        var names = Tool.Run(verb, "--help").Output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("--", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0])
            .ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Examples_of_training_on_data_made_by_code_run_as_they_stand()
    {
        using var folder = new Folder();
        var examples = Tool.Run("train", "--help").Output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("basin train", StringComparison.Ordinal) && !line.Contains("--data", StringComparison.Ordinal) && !line.Contains("--resume", StringComparison.Ordinal) && !line.Contains("--flow", StringComparison.Ordinal))
            .ToArray();
        Assert.True(examples.Length >= 7, string.Join('\n', examples));
        for (var i = 0; i < examples.Length; i++)
        {
            var (code, _, error) = Tool.Run([.. examples[i].Split(' ')[1..], "--steps", "2", "--no-inspect", "--out", folder[$"run-{i}"]]);
            Assert.True(code == 0, $"{examples[i]}: {error}");
        }
    }
}
