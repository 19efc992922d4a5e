using Basin.Testing;

namespace Basin.App.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("basin", "--help")]
    [InlineData("train", "train --help")]
    [InlineData("inspect", "inspect --help")]
    [InlineData("data", "data --help")]
    [InlineData("data-check", "data check --help")]
    [InlineData("selftest", "selftest --help")]
    public void Help_is_as_approved_and_ends_with_an_example(string name, string arguments)
    {
        var (code, output, error) = Tool.Run(arguments.Split(' '));
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Example", output, StringComparison.Ordinal);
        Approved.Equal(output.Replace("Basin.App.Tests", "basin", StringComparison.Ordinal), $"{name}.help.txt");
    }
}
