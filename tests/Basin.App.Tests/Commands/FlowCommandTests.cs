namespace Basin.App.Tests.Commands;

public sealed class FlowCommandTests
{
    [Fact]
    public void The_example_of_the_help_runs_for_a_short_time()
    {
        using var folder = new Folder();
        var example = Tool.Run("train", "--help").Output.Split('\n').Single(line => line.Trim().StartsWith("basin train", StringComparison.Ordinal) && line.Contains("--flow ", StringComparison.Ordinal));
        var (code, output, _) = Tool.Run([.. example.Trim().Split(' ')[1..^1], "0.01", "--no-inspect", "--out", folder["run"]]);
        Assert.Equal(0, code);
        Assert.Contains("Followed to time 0.01 in ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lr is given beside --flow gradient: gradient flow has no learning rate", "gradient", "--lr", "0.1")]
    [InlineData("--batch is given beside --flow gd: this flow sees all examples", "gd", "--batch", "8")]
    [InlineData("--momentum is given beside --flow; it is about steps", "gd", "--momentum", "0.9")]
    [InlineData("--epochs is given beside --flow; it is about steps", "sgd", "--epochs", "3")]
    [InlineData("--label-noise is given beside --flow; it is about steps", "sgd", "--label-noise", "0.1")]
    [InlineData("--inspect-every is given beside --flow; it is about steps", "gd", "--inspect-every", "1epoch")]
    public void What_means_nothing_to_a_flow_is_refused_by_name(string message, string flow, string option, string value)
    {
        var (code, _, error) = Tool.Run("train", "--flow", flow, "--flow-time", "1", option, value);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no time to follow it", "--flow", "gd")]
    [InlineData("--flow-time is given without --flow", "--flow-time", "2")]
    public void A_flow_needs_both_its_options(string message, string option, string value)
    {
        var (code, _, error) = Tool.Run("train", option, value);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }
}
