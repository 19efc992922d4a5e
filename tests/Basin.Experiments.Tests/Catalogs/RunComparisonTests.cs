using System.Collections.Immutable;
using Basin.Experiments.Catalogs;
using Basin.Experiments.Tests.Reports;
using Basin.Models;

namespace Basin.Experiments.Tests.Catalogs;

public sealed class RunComparisonTests
{
    private static RunComparison Of(Folder folder, params string[] ids)
    {
        var catalog = new RunCatalog(folder.Path);
        return RunComparison.Of([.. ids.Select(id => catalog.Find(id)!).Select(run => (run, catalog.RowOf(run)))]);
    }

    [Fact]
    public void Finished_runs_are_compared_as_the_command_line_does()
    {
        using var folder = new Folder();
        folder.Finished("x");
        folder.Finished("y");
        var comparison = Of(folder, "x", "y");
        Assert.Equal(["x", "y"], comparison.Names);
        Assert.NotEmpty(comparison.Conclusions!.Value);
        Assert.Equal(2, comparison.Summaries!.Value.Length);
        Assert.Empty(comparison.Differences);
    }

    [Fact]
    public void A_run_that_goes_on_shows_in_what_it_differs()
    {
        using var folder = new Folder();
        folder.Finished("x");
        using var run = folder.Going("y", Samples.Record.Settings with { LearningRate = 0.5 });
        var comparison = Of(folder, "x", "y");
        var row = Assert.Single(comparison.Differences);
        Assert.Equal("learningRate", row.Name);
        Assert.Equal(["0.1", "0.5"], row.Values);
        Assert.Null(comparison.Conclusions);
        Assert.Equal([RunStatus.Finished, RunStatus.Running], comparison.Runs.Select(compared => compared.Row.Status));
    }

    [Fact]
    public void One_run_twice_is_refused()
    {
        using var folder = new Folder();
        folder.Finished("x");
        Assert.Contains("given twice", Assert.Throws<BadInputException>(() => Of(folder, "x", "x")).Message, StringComparison.Ordinal);
    }
}
