using System.Collections.Immutable;
using System.Text.Json;
using Basin.Experiments.Papers;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Tests.Papers;

/// <summary>What holds whatever the paper; the cheapest claims stand for all.</summary>
public sealed class ReproduceJobTests
{
    private const string Cheap = "mobahi2020/interpolation";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ReproduceOptions Options(Folder folder, string? target = Cheap, params (string Name, double Value)[] values) => new()
    {
        Target = target,
        Values = values.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value),
        Folder = folder["out"],
    };

    [Theory]
    [InlineData("none", "no paper 'none'", "mobahi2020")]
    [InlineData("mobahi2020/none", "no claim 'none'", "'basin reproduce mobahi2020 --help' describes them")]
    public void An_unknown_paper_or_claim_is_refused_with_those_there_are(string target, string found, string advice)
    {
        using var folder = new Folder();
        var refusal = Assert.Throws<BadInputException>(() => ReproduceJob.Run(Options(folder, target), cancellationToken: Token));
        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Theory]
    [InlineData("gamma", 1, "no claim that is run has such a parameter; wanted one of kappa, points, ratio")]
    [InlineData("kappa", 0.5, "--set kappa: 0.5; wanted a number from 1.01 to 1000")]
    [InlineData("points", 2.5, "--set points: 2.5; wanted a whole number from 2 to 200")]
    [InlineData("points", double.NaN, "--set points: NaN")]
    public void A_parameter_that_is_unknown_or_out_of_range_is_refused_before_anything_is_written(string name, double value, string message)
    {
        using var folder = new Folder();
        var refusal = Assert.Throws<BadInputException>(() => ReproduceJob.Run(Options(folder, Cheap, (name, value)), cancellationToken: Token));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_closed_form_follows_the_settings_given()
    {
        using var folder = new Folder();
        var result = ReproduceJob.Run(Options(folder, Cheap, ("kappa", 2), ("points", 2)), cancellationToken: Token).Papers[0].Claims[0];
        Assert.True(result.Passed);
        Assert.Equal(2, result.Settings["kappa"]);

        // Eigenvalues 1/2 and 1: exp((1/2)/2·(2 − 1)).
        Assert.Equal(0.25, (result.Expected.Low + result.Expected.High) / 2, 1e-12);
        Assert.Equal(BandSource.ClosedForm, result.Source);
    }

    [Fact]
    public void The_folder_holds_the_claims_as_they_were_reported()
    {
        using var folder = new Folder();
        var reproduction = ReproduceJob.Run(Options(folder, "mobahi2020/bounds") with { Seeds = 2 }, cancellationToken: Token);
        Assert.Equal(folder["out"], reproduction.Folder);
        using var paper = JsonDocument.Parse(File.ReadAllText(folder["out/mobahi2020.json"]));
        Assert.Equal(["paper", "claims"], Keys(paper.RootElement));
        var claim = paper.RootElement.GetProperty("claims")[0];
        Assert.Equal(
            ["id", "statement", "place", "settings", "seeds", "what", "measured", "standardError", "expected", "source", "passed", "seconds", "checks", "note"],
            Keys(claim));
        Assert.Equal(["low", "high"], Keys(claim.GetProperty("expected")));
        Assert.Equal(["epsilon", "kappa", "points", "ratio"], Keys(claim.GetProperty("settings")));
        Assert.Equal(2, claim.GetProperty("seeds").GetInt32());
        Assert.Equal("paper", claim.GetProperty("source").GetString());
        Assert.Equal(["high", "isClose", "low", "measured", "passed", "source", "standardError", "what"], Keys(claim.GetProperty("checks")[0]).Order(StringComparer.Ordinal));

        // A side without an end is null, since JSON has no infinity.
        Assert.Equal(JsonValueKind.Null, claim.GetProperty("checks")[5].GetProperty("high").ValueKind);
        using var whole = JsonDocument.Parse(File.ReadAllText(folder["out/reproduction.json"]));
        Assert.Equal(["papers", "passed", "seconds", "folder", "report"], Keys(whole.RootElement));
        Assert.Equal((folder["out/report.html"], true), (reproduction.Report, File.Exists(folder["out/report.html"])));
        Assert.Contains("| **bounds**:", File.ReadAllText(folder["out/table.md"]), StringComparison.Ordinal);
        Assert.StartsWith("<svg", File.ReadAllText(folder["out/figures/mobahi2020-bounds-rounds.svg"]), StringComparison.Ordinal);
        using var figure = JsonDocument.Parse(File.ReadAllText(folder["out/figures/mobahi2020-bounds-rounds.json"]));
        Assert.Equal(4, figure.RootElement.GetProperty("panels")[0].GetProperty("marks").GetArrayLength());
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_threads_and_a_seed_not_on_how_many_there_are()
    {
        using var folder = new Folder();
        var options = Options(folder, "mobahi2020/sine") with { Seeds = 12 };
        ClaimResult Run(int threads, int seeds) => ReproduceJob.Run(options with { Threads = threads, Seeds = seeds }, cancellationToken: Token).Papers[0].Claims[0];
        var alone = Run(1, 12);
        Assert.Equal(alone.Checks, Run(4, 12).Checks);

        // Of one seed the mean is its own round; with the others it is another number.
        Assert.Equal(Run(1, 1).Checks[1].Measured, Run(4, 1).Checks[1].Measured);
        Assert.NotEqual(alone.Checks[1], Run(1, 11).Checks[1]);
    }

    [Fact]
    public void Another_seed_gives_other_numbers()
    {
        using var folder = new Folder();
        var options = Options(folder, "mobahi2020/sine") with { Seeds = 5 };
        Assert.NotEqual(
            ReproduceJob.Run(options, cancellationToken: Token).Papers[0].Claims[0].Checks[1],
            ReproduceJob.Run(options with { Seed = 2 }, cancellationToken: Token).Papers[0].Claims[0].Checks[1]);
    }

    [Fact]
    public void A_cancelled_run_ends_and_leaves_no_verdict()
    {
        using var folder = new Folder();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ReproduceJob.Run(Options(folder, "mobahi2020/sine"), cancellationToken: source.Token));
        Assert.False(File.Exists(folder["out/reproduction.json"]));
        Assert.False(File.Exists(folder["out/report.html"]));
    }

    [Fact]
    public void The_same_run_into_the_same_folder_replaces_it_with_the_same_numbers()
    {
        using var folder = new Folder();
        var first = ReproduceJob.Run(Options(folder), cancellationToken: Token);
        var again = ReproduceJob.Run(Options(folder), cancellationToken: Token);
        Assert.Equal(first.Folder, again.Folder);
        Assert.Equal(first.Papers[0].Claims[0].Checks, again.Papers[0].Claims[0].Checks);
    }

    [Theory]
    [InlineData("basin reproduce --all --seed 1", null, null, false)]
    [InlineData("basin reproduce mobahi2020/sine --set epsilon=0.5 --set points=11 --seeds 3 --quick --seed 1", "mobahi2020/sine", 3, true, "points", 11.0, "epsilon", 0.5)]
    public void The_command_says_everything_that_decides_the_numbers(string command, string? target, int? seeds, bool isQuick, params object[] values) =>
        Assert.Equal(command, new ReproduceOptions { Target = target, Seeds = seeds, IsQuick = isQuick, Values = values.Chunk(2).ToImmutableSortedDictionary(pair => (string)pair[0], pair => (double)pair[1]) }.Command);

    [Fact]
    public void Whoever_waits_hears_of_every_claim()
    {
        using var folder = new Folder();
        var heard = new List<RunProgress>();
        ReproduceJob.Run(Options(folder), new Listener(heard), cancellationToken: Token);
        Assert.Equal(Cheap, Assert.Single(heard).Activity);
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private sealed class Listener(List<RunProgress> heard) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => heard.Add(value);
    }
}
