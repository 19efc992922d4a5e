using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Basin.App.Commands;
using Basin.App.Dashboard;
using Basin.App.Dashboard.Launching;
using Basin.Experiments.Runs;

namespace Basin.App.Tests.Dashboard.Launching;

/// <summary>The form that starts a run says what the command line says.</summary>
public sealed class OptionTests
{
    [Fact]
    public async Task Every_option_of_train_is_in_the_form_but_those_that_say_where_the_run_is()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        using var json = JsonDocument.Parse(await server.Client.GetStringAsync("/api/options"));
        var names = json.RootElement.EnumerateArray().Select(row => row.GetProperty("name").GetString()!).ToArray();
        var help = Tool.Run("train", "--help").Output.Split('\n').Select(line => line.Trim().Split(' ')[0]).Where(word => word.StartsWith("--", StringComparison.Ordinal));
        Assert.Equal(help.Except(["--out", "--resume", "--json"]).Order(), names.Order());
        foreach (var row in json.RootElement.EnumerateArray())
        {
            Assert.Contains(row.GetProperty("kind").GetString(), new[] { "choice", "number", "text", "flag" });
            Assert.NotEqual("", row.GetProperty("help").GetString());
            Assert.NotEqual("", row.GetProperty("label").GetString());
        }
    }

    [Fact]
    public void Rows_of_a_subject_stand_together_and_data_come_first()
    {
        var groups = OptionRows.All(isRemote: false).Select(row => row.Group).ToArray();
        Assert.Equal("Data", groups[0]);
        Assert.Equal(groups.Distinct().Count() - 1, groups.Zip(groups.Skip(1)).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void Choices_are_those_that_the_tool_takes()
    {
        var choices = OptionRows.All(isRemote: false).Where(row => row.Kind == "choice").ToArray();
        Assert.Contains(choices, row => row is { Name: "--schedule", Choices: ["constant", "step", "cosine"] });
        foreach (var row in choices)
        {
            foreach (var choice in row.Choices!) Assert.Empty(Parse(new TrainOptions(), $"{row.Name}={choice}").Errors);
            Assert.True(row.Default is null || row.Choices!.Contains(row.Default), row.Name);
        }
    }

    public static TheoryData<string, string> Defaults => [.. LaunchDefaults.Names.SelectMany(name => Enum.GetValues<ModelKind>().Select(model => (name, model.ToString().ToLowerInvariant())))];

    [Theory, MemberData(nameof(Defaults))]
    public void Giving_a_default_of_a_preset_changes_nothing(string name, string model)
    {
        var value = LaunchDefaults.ByNetwork(name)![model];
        var options = new TrainOptions();
        Assert.Equal(options.Read(Parse(options, $"--model={model}")), options.Read(Parse(options, $"--model={model}", string.Create(CultureInfo.InvariantCulture, $"{name}={value}"))));
    }

    [Fact]
    public void Defaults_in_the_help_move_into_the_field_when_they_are_values()
    {
        var rows = OptionRows.All(isRemote: false).ToDictionary(row => row.Name);
        Assert.Equal("mlp", rows["--model"].Default);
        Assert.Equal("The network", rows["--model"].Help);
        Assert.Equal(0.04, rows["--anneal-factor"].Default);
        Assert.Null(rows["--threads"].Default);
        Assert.EndsWith("[default: all processors]", rows["--threads"].Help, StringComparison.Ordinal);
        Assert.Equal(false, rows["--nesterov"].Default);
        Assert.Equal(0.05, rows["--lr"].Defaults!["cnn"]);
        Assert.DoesNotContain("[default", rows["--data"].Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data", "mnist", false, "--data=mnist")]
    [InlineData("--data", "points.csv", false, "--data=points.csv")]
    [InlineData("--data", "mnist", true, "--data=mnist")]
    [InlineData("--data", "points.csv", true, null)]
    [InlineData("--data", "/etc/passwd", true, null)]
    [InlineData("--test-data", "test.csv", false, "--test-data=test.csv")]
    [InlineData("--test-data", "test.csv", true, null)]
    [InlineData("--test-data", "mnist", true, null)]
    [InlineData("--from", "../elsewhere", false, "--from=../elsewhere")]
    [InlineData("--from", "../elsewhere", true, null)]
    [InlineData("--from", "mnist", true, null)]
    [InlineData("--teacher", "/runs/a", true, null)]
    [InlineData("--label-column", "y", true, "--label-column=y")]
    public void Visitors_from_other_machines_name_no_paths_of_this_one(string name, string value, bool isRemote, string? argument)
    {
        using var folder = new Folder();
        var arguments = new TrainArguments(Options(folder.Path, isRemote), _ => null);
        if (argument is not null) Assert.Equal(["train", "--json", $"--under={folder.Path}", argument], arguments.Of(new Dictionary<string, string> { [name] = value }));
        else Assert.Contains("Paths of this machine are for its own users", Assert.Throws<RefusalException>(() => arguments.Of(new Dictionary<string, string> { [name] = value })).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_run_of_the_list_is_named_as_in_the_list(bool isRemote)
    {
        using var folder = new Folder();
        var arguments = new TrainArguments(Options(folder.Path, isRemote), id => id == "sub/a" ? folder["sub/a"] : null).Of(new Dictionary<string, string> { ["--from"] = "sub/a" });
        Assert.Equal($"--from={folder["sub/a"]}", arguments[^1]);
    }

    private static DashboardOptions Options(string root, bool isRemote) => new()
    {
        Root = root,
        Address = isRemote ? System.Net.IPAddress.Any : System.Net.IPAddress.Loopback,
        Token = "0123456789abcdef",
    };

    private static ParseResult Parse(TrainOptions options, params string[] arguments)
    {
        var command = new RootCommand { GlobalOptions.Seed };
        foreach (var option in options.All) command.Add(option);
        return command.Parse(arguments);
    }
}
