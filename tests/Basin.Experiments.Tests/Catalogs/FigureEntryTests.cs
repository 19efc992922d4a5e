using Basin.Experiments.Catalogs;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Experiments.Tests.Reports;

namespace Basin.Experiments.Tests.Catalogs;

public sealed class FigureEntryTests
{
    [Fact]
    public void The_figures_of_a_folder_stand_as_in_the_report()
    {
        using var folder = new Folder();
        var summary = Samples.Summary with { Inspection = Samples.Rich, Rounds = [new RoundSummary(1, "", new(1, 0.5), new(1, 0.5), null)] };
        ReportFigure[] figures = [.. RunFigures.Of(Samples.Record, summary, Samples.Read)];
        using (var run = folder.Going("x"))
            foreach (var (name, _, figure) in figures) run.SaveFigure(name, figure);
        Assert.InRange(figures.Length, 9, 20);
        Assert.Equal(figures.Select(figure => new FigureEntry(figure.Name, figure.Section, figure.Figure.Description)), FigureEntry.Of(new RunCatalog(folder.Path).Find("x")!));
    }

    [Fact]
    public void One_that_cannot_be_read_is_left_out_and_one_that_is_not_known_comes_last()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(Path.Combine(folder.Left("x"), "figures"));
        foreach (var (name, text) in new[] { ("later", "{\"description\":\"d\"}"), ("training", "{\"description\":\"t\"}"), ("noise", "{"), ("terms", "[]"), ("layers", "{}") })
        {
            File.WriteAllText(folder[$"x/figures/{name}.json"], text);
            File.WriteAllText(folder[$"x/figures/{name}.svg"], "<svg/>");
        }

        File.WriteAllText(folder["x/figures/spectrum.json"], "{\"description\":\"without its picture\"}");
        Assert.Equal([new("training", "Training", "t"), new("later", "Further figures", "d")], FigureEntry.Of(new RunCatalog(folder.Path).Find("x")!));
    }
}
