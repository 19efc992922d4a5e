namespace Basin.App.Tests.Dashboard.Answers;

/// <summary>A dashboard over two finished runs, one of them with rounds, shared by the tests that only read.</summary>
public sealed class FinishedSite : IAsyncLifetime
{
    private readonly Folder _folder = new();
    private Site? _site;

    internal Site Site => _site!;

    public string Root => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        string[] small = ["train", "--epochs", "2", "--hidden", "8", "--inspect-examples", "64"];
        Assert.Equal(0, Tool.Run([.. small, "--out", _folder["first"]]).Code);
        Assert.Equal(0, Tool.Run([.. small, "--loss", "squared-error", "--distill-rounds", "2", "--no-inspect", "--out", _folder["group/second"]]).Code);
        Directory.CreateDirectory(_folder["broken"]);
        File.WriteAllText(_folder["broken/run.json"], "{");
        _site = await Site.Start(_folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        _folder.Dispose();
    }
}
