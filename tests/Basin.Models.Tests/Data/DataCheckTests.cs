using System.Security.Cryptography;
using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class DataCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Facts_are_those_of_the_file()
    {
        var path = _folder.Text("a.csv", "a,b,c,kind\n1,2,7,cat\n3,4,7,dog\n5,6.5,7,cat\n");
        var report = DataCheck.Run(new DataSetOptions { Path = path }, TestContext.Current.CancellationToken);
        Assert.True(report.IsUsable);
        Assert.Equal(DataFormat.Csv, report.Format);
        var part = Assert.Single(report.Parts);
        Assert.Equal(("all", 3, new Shape(3), Targets.Classes(2)), (part.Name, part.Count, part.ExampleShape, part.Targets));
        Assert.Equal([new ClassCount(0, "cat", 2), new ClassCount(1, "dog", 1)], part.ClassCounts);
        Assert.Equal(new ValueSummary(1, (21 + 21.5) / 9, 7, 0), part.Inputs);
        Assert.Equal((1, 0), (part.ConstantFeatures, part.Duplicates));
        var file = Assert.Single(report.Files);
        Assert.Equal((path, new FileInfo(path).Length, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))), (file.Path, file.Bytes, file.Sha256));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public void Copies_are_counted_within_and_between_the_parts()
    {
        var train = _folder.Text("a.csv", "1,2,0\n3,4,1\n1,2,1\n1,2,0\n");
        var test = _folder.Text("b.csv", "3,4,1\n9,9,0\n");
        var report = DataCheck.Run(new DataSetOptions { Path = train, TestPath = test }, TestContext.Current.CancellationToken);
        Assert.True(report.IsUsable);
        Assert.Equal([2, 0], report.Parts.Select(part => part.Duplicates));
        Assert.Equal(1, report.SharedExamples);
        Assert.Equal(
            [$"{train}: 2 of 4 inputs equal an earlier one. Remove copies if they are not meant.", $"{test}: 1 of 2 test inputs are training inputs too. Take them out of the test, or its accuracy flatters."],
            report.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void NaN_is_counted_and_placed_and_the_rest_still_reported()
    {
        NpzFile.Write(_folder["a.npz"], [NamedArray.From<double>("x", new Shape(3, 2), [1, 2, double.NaN, 4, double.PositiveInfinity, 6]), NamedArray.From<int>("y", [0, 1, 1])]);
        var report = DataCheck.Run(new DataSetOptions { Path = _folder["a.npz"] }, TestContext.Current.CancellationToken);
        Assert.False(report.IsUsable);
        Assert.Equal(new ValueSummary(1, 13 / 4.0, 6, 2), report.Parts[0].Inputs);
        Assert.Equal($"{_folder["a.npz"]}/x: 2 of the inputs are NaN or infinite, the first (NaN) at example 1, element [0]; wanted finite numbers. Remove or fill in those examples.", Assert.Single(report.Problems).ToString());
        Assert.Null(report.Parts[0].Hash);
    }

    [Fact]
    public void A_damaged_part_does_not_hide_the_other()
    {
        var train = _folder.Write("a.bin", TemporaryFolder.Cifar(1, (0, 0), (0, 1)));
        var test = _folder.Write("b.bin", TemporaryFolder.Cifar(1, (0, 0)).AsSpan(0, 3000));
        var report = DataCheck.Run(new DataSetOptions { Path = train, TestPath = test }, TestContext.Current.CancellationToken);
        Assert.False(report.IsUsable);
        Assert.Equal("train", Assert.Single(report.Parts).Name);
        Assert.Equal(2, report.Files.Length);
        Assert.Contains("b.bin: 3,000 bytes, which is 0 records of 3073 and 3000 bytes over; wanted a multiple of 3073", report.Problems[0].ToString(), StringComparison.Ordinal);
        Assert.Contains(report.Problems, problem => problem is { IsFatal: false, Found: "8 of 10 classes have no example, the first is class 2" });
    }

    [Fact]
    public void What_cannot_be_found_is_a_problem_not_an_exception()
    {
        var report = DataCheck.Run(new DataSetOptions { Path = _folder["none.npz"] }, TestContext.Current.CancellationToken);
        Assert.False(report.IsUsable);
        Assert.Empty(report.Parts);
        Assert.Equal(_folder["none.npz"], Assert.Single(report.Problems).Where);
        Assert.StartsWith("there is no such file, folder or data set; wanted a path, or one of synth", report.Problems[0].Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_made_by_code_are_checked_like_files()
    {
        var report = DataCheck.Run(new DataSetOptions { Path = "shapes" }, TestContext.Current.CancellationToken);
        Assert.True(report.IsUsable);
        Assert.Equal([2000, 500], report.Parts.Select(part => part.Count));
        Assert.Equal(2000, report.Parts[0].ClassCounts.Sum(count => count.Examples));
        Assert.Empty(report.Files);
    }

    [Fact]
    public void The_catalog_knows_names_places_and_what_is_there()
    {
        var entries = DataCatalog.List();
        Assert.Equal(["synth", "shapes", "mnist", "cifar10", "cifar100", "grocery32", "digits", "diabetes"], entries.Select(entry => entry.Name));
        Assert.True(entries[0].IsPresent && entries[0].IsEmbedded && entries[0].LookedAt.IsEmpty);
        var mnist = entries[2];
        Assert.Equal(mnist.LookedAt.Any(Path.Exists), mnist.IsPresent);
        Assert.Contains(mnist.LookedAt, path => path == Path.Combine("..", "shared", "data", "mnist"));
    }

    [Fact]
    public void A_catalog_of_other_folders_finds_what_lies_there()
    {
        _folder.Text("sklearn/digits.csv.gz", "0,1\n");
        var entries = DataCatalog.List([_folder["none"], _folder.Root]);
        Assert.Equal(_folder["sklearn/digits.csv.gz"], entries.Single(entry => entry.Name == "digits").FoundAt);
        Assert.False(entries.Single(entry => entry.Name == "mnist").IsPresent);
    }

    public void Dispose() => _folder.Dispose();
}
