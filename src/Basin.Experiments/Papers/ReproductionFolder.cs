using System.Text;
using System.Text.Json;
using Basin.Experiments.Figures;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Papers;

/// <summary>Where the results of claims are kept: a file a paper as soon as a claim of it is done, its figures, and the whole last.</summary>
internal sealed class ReproductionFolder
{
    private readonly Disk _disk;
    private readonly Dictionary<string, PaperResult> _papers = [];

    private ReproductionFolder(string path, Disk disk) => (Path, _disk) = (path, disk);

    public string Path { get; }

    public static ReproductionFolder Create(ReproduceOptions options, Disk disk)
    {
        var path = options.Folder ?? Unused(System.IO.Path.Combine("runs", $"reproduce-{(options.Target ?? "all").Replace('/', '-')}-s{options.Seed}"));
        disk.MakeFolder(path);
        return new ReproductionFolder(path, disk);
    }

    /// <summary>Saves a claim beside those of its paper that are done.</summary>
    public void Save(Paper paper, ClaimResult claim)
    {
        var result = _papers.TryGetValue(paper.Id, out var before) ? before with { Claims = before.Claims.Add(claim) } : new PaperResult(paper.Id, [claim]);
        _papers[paper.Id] = result;
        _disk.Replace(Inside($"{paper.Id}.json"), stream => JsonSerializer.Serialize(stream, result, RunJson.Readable.PaperResult));
        if (claim.Figures.IsEmpty) return;
        _disk.MakeFolder(Inside("figures"));
        foreach (var (name, figure) in claim.Figures)
        {
            var file = Inside(System.IO.Path.Combine("figures", $"{paper.Id}-{claim.Id}-{name}"));
            _disk.Replace(file + ".svg", stream => stream.Write(Encoding.UTF8.GetBytes(SvgRenderer.Render(figure))));
            _disk.Replace(file + ".json", stream => FigureJson.Write(stream, figure));
        }
    }

    /// <summary>Where the page to look at will be.</summary>
    public string Report => Inside("report.html");

    /// <summary>Saves the whole as a page, as a table for people, and as JSON.</summary>
    /// <param name="reproduction">What came out.</param>
    /// <param name="command">The command line that makes it again.</param>
    public void Save(Reproduction reproduction, string command)
    {
        _disk.Replace(Report, stream => stream.Write(Encoding.UTF8.GetBytes(ReproductionReport.Render(reproduction, command, RunVersions.Current))));
        _disk.Replace(Inside("table.md"), stream => stream.Write(Encoding.UTF8.GetBytes(ReproductionTable.Of(reproduction))));
        _disk.Replace(Inside("reproduction.json"), stream => JsonSerializer.Serialize(stream, reproduction, RunJson.Readable.Reproduction));
    }

    private static string Unused(string path)
    {
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? path : $"{path}-{number}";
            if (!Directory.Exists(candidate)) return candidate;
        }
    }

    private string Inside(string name) => System.IO.Path.Combine(Path, name);
}
