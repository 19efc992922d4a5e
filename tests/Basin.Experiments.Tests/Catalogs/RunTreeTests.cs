using Basin.Experiments.Catalogs;

namespace Basin.Experiments.Tests.Catalogs;

public sealed class RunTreeTests : IDisposable
{
    private readonly Folder _outside = new();
    private readonly Folder _root = new();

    public RunTreeTests()
    {
        _outside.Left("secret");
        _root.Left("a");
        _root.Left("b c%ü");
        _root.Left("group/inner/deep");
        _root.Left("whole");
        _root.Left("whole/rounds/01");
        _root.Left("a/figures/lost");
        _root.Left(".hidden/run");
        _root.Left("1/2/3/4/5/6");
        _root.Left("1/2/3/4/5/6x/7");
        Directory.CreateSymbolicLink(_root["link"], _outside["secret"]);
        Directory.CreateSymbolicLink(_root["group/up"], _outside.Path);
        Directory.CreateSymbolicLink(_root["again"], _root["a"]);
    }

    public void Dispose()
    {
        _root.Dispose();
        _outside.Dispose();
    }

    private HashSet<string> Ids => [.. new RunTree(_root.Path).All().Select(run => run.Id)];

    [Fact]
    public void Runs_are_found_in_folders_of_folders_and_rounds_in_their_distillation() =>
        Assert.Equal(["1/2/3/4/5/6", "a", "b c%ü", "group/inner/deep", "whole", "whole/rounds/01"], Ids.Order(StringComparer.Ordinal));

    [Fact]
    public void Whatever_is_listed_is_found_by_its_identifier()
    {
        var tree = new RunTree(_root.Path);
        foreach (var run in tree.All()) Assert.Equal(run, tree.Find(run.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("/")]
    [InlineData("a/")]
    [InlineData("/a")]
    [InlineData("a/.")]
    [InlineData("./a")]
    [InlineData("a/..")]
    [InlineData("a/../a")]
    [InlineData("group//inner/deep")]
    [InlineData("group/inner")]
    [InlineData("group\\inner\\deep")]
    [InlineData("..\\a")]
    [InlineData("a\0")]
    [InlineData("a\0/../../etc")]
    [InlineData("a\n")]
    [InlineData("a/figures/lost")]
    [InlineData(".hidden/run")]
    [InlineData("link")]
    [InlineData("again")]
    [InlineData("group/up/secret")]
    [InlineData("whole/rounds")]
    [InlineData("whole/rounds/02")]
    [InlineData("1/2/3/4/5/6x/7")]
    [InlineData("a/run.json")]
    [InlineData("nothing")]
    public void Everything_else_is_not_found(string id) => Assert.Null(new RunTree(_root.Path).Find(id));

    [Fact]
    public void A_path_that_leads_to_a_run_is_no_identifier()
    {
        var tree = new RunTree(_root.Path);
        Assert.Null(tree.Find(_outside["secret"]));
        Assert.Null(tree.Find(_root["a"]));
        Assert.Null(tree.Find($"../{Path.GetFileName(_outside.Path)}/secret"));
        Assert.Null(tree.Find($"../{Path.GetFileName(_root.Path)}/a"));
    }

    [Fact]
    public void Of_identifiers_put_together_at_random_only_those_that_are_listed_are_found()
    {
        string[] pieces = ["a", "b c%ü", "group", "inner", "deep", "whole", "rounds", "01", "/", "/", "/", "\\", "..", ".", "", "\0", "%2e", "link", "again", "up", "secret", "~", "C:", "run.json", "１"];
        var (tree, ids, random, found) = (new RunTree(_root.Path), Ids, new Random(1), 0);
        for (var i = 0; i < 20_000; i++)
        {
            var id = string.Concat(random.GetItems(pieces, random.Next(1, 7)));
            var run = tree.Find(id);
            Assert.Equal(ids.Contains(id), run is not null);
            if (run is not null) found++;
        }

        Assert.InRange(found, 100, 10_000);
    }

    [Fact]
    public void A_root_that_is_a_run_itself_goes_by_its_folder_s_name()
    {
        var tree = new RunTree(_root["whole"]);
        Assert.Equal(["whole", "whole/rounds/01"], tree.All().Select(run => run.Id).Order(StringComparer.Ordinal));
        Assert.Equal(_root["whole/rounds/01"], tree.Find("whole/rounds/01")?.Path);
        Assert.Null(tree.Find("rounds/01"));
    }

    [Fact]
    public void Without_the_root_there_are_no_runs()
    {
        var tree = new RunTree(_root["nowhere"]);
        Assert.Empty(tree.All());
        Assert.Null(tree.Find("a"));
    }

    [Fact]
    public void A_file_that_is_a_link_is_not_handed_out()
    {
        var run = new RunTree(_root.Path).Find("a")!;
        File.CreateSymbolicLink(Path.Combine(run.Path, "report.html"), "/etc/hostname");
        Directory.CreateSymbolicLink(Path.Combine(run.Path, "spectra"), _outside["secret"]);
        Assert.Null(run.File("report.html"));
        Assert.Null(run.File("spectra", "run.json"));
        Assert.Null(run.File("missing"));
        Assert.NotNull(run.File("run.json"));
    }
}
