using System.Globalization;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Tests.Runs;

public sealed class RunFolderTests
{
    private static readonly RunRecord Record = new()
    {
        Command = "basin train",
        Started = DateTimeOffset.UnixEpoch,
        Settings = new TrainSettings { Model = ModelKind.Cnn, Hidden = [3, 4], StopLoss = 0.25 },
        Data = [new DataFile("train", "points/train", "points.csv", 3, "none", "00ff")],
        Versions = new RunVersions("1", "2", "3", "4"),
    };

    [Fact]
    public void The_record_is_read_as_it_was_written()
    {
        using var folder = new Folder();
        RunFolder.CreateAt(folder["run"], Record).Dispose();
        var read = RunFolder.ReadRecord(folder["run"]);
        Assert.Equal(Record.Settings with { Hidden = null }, read.Settings with { Hidden = null });
        Assert.Equal(Record.Settings.Hidden!.Value, read.Settings.Hidden!.Value);
        Assert.Equal(Record.Data, read.Data);
        Assert.Equal(Record.Versions, read.Versions);
    }

    [Fact]
    public void A_second_writer_is_refused_and_told_who_the_first_is()
    {
        using var folder = new Folder();
        using var first = RunFolder.CreateAt(folder["run"], Record);
        var error = Assert.Throws<BadInputException>(() => RunFolder.Open(folder["run"]));
        Assert.Contains("the run is in use by process " + Environment.ProcessId.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains("choose another folder with --out", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder["run"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_needs_no_lock()
    {
        using var folder = new Folder();
        using var writer = RunFolder.CreateAt(folder["run"], Record);
        Assert.Equal("basin train", RunFolder.ReadRecord(folder["run"]).Command);
        Assert.Empty(RunFolder.ReadMetrics(folder["run"]));
    }

    [Fact]
    public void A_name_that_is_taken_gets_a_number()
    {
        using var folder = new Folder();
        var names = Enumerable.Range(0, 3).Select(_ =>
        {
            using var run = RunFolder.CreateUnder(folder["runs"], "a", Record);
            return Path.GetFileName(run.Path);
        });
        Assert.Equal(["a", "a-2", "a-3"], names);
    }

    [Fact]
    public void A_folder_with_a_run_or_with_anything_else_is_refused()
    {
        using var folder = new Folder();
        RunFolder.CreateAt(folder["run"], Record).Dispose();
        var taken = Assert.Throws<BadInputException>(() => RunFolder.CreateAt(folder["run"], Record));
        Assert.Contains("the folder holds a run already", taken.Message, StringComparison.Ordinal);
        Assert.Contains("--resume", taken.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder["other"]);
        File.WriteAllText(folder["other/thesis.tex"], "");
        var foreign = Assert.Throws<BadInputException>(() => RunFolder.CreateAt(folder["other"], Record));
        Assert.Contains("the folder holds 'thesis.tex'", foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_run_is_refused_in_words()
    {
        using var folder = new Folder();
        Assert.Contains("no such folder; wanted the folder of a run", Assert.Throws<BadInputException>(() => RunFolder.Open(folder["none"])).Message, StringComparison.Ordinal);
        Assert.Contains("a folder without run.json", Assert.Throws<BadInputException>(() => RunFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(folder["run.json"], "{\"format\": 1");
        Assert.Contains("cannot be read", Assert.Throws<BadInputException>(() => RunFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_a_newer_version_is_refused()
    {
        using var folder = new Folder();
        RunFolder.CreateAt(folder["run"], Record with { Format = 2 }).Dispose();
        var error = Assert.Throws<BadInputException>(() => RunFolder.ReadRecord(folder["run"]));
        Assert.Contains("format 2; wanted at most 1. The run was made by a newer version of Basin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_an_error_that_names_the_file_and_leaves_no_half_of_it()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        var error = Assert.Throws<BadInputException>(() => Disk.Local.Append("/dev/full", new byte[] { 1 }, sync: false));
        Assert.StartsWith("/dev/full: cannot be written (", error.Message, StringComparison.Ordinal);
        using var folder = new Folder();
        File.WriteAllText(folder["x"], "old");
        Assert.Throws<BadInputException>(() => Disk.Local.Replace(folder["x"], _ => throw new IOException("No space left on device")));
        Assert.Equal("old", File.ReadAllText(folder["x"]));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void Whatever_goes_wrong_while_a_file_is_written_leaves_the_old_one_and_no_other()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["x"], "old");
        Assert.Throws<NotSupportedException>(() => Disk.Local.Replace(folder["x"], stream =>
        {
            stream.WriteByte(1);
            throw new NotSupportedException();
        }));
        Directory.CreateDirectory(folder["folder"]);
        Assert.Throws<BadInputException>(() => Disk.Local.Replace(folder["folder"], stream => stream.WriteByte(1)));
        Assert.Equal("old", File.ReadAllText(folder["x"]));
        Assert.Equal(["folder", "x"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_that_names_it()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["file"], "");
        var error = Assert.Throws<BadInputException>(() => RunFolder.CreateAt(folder["file/run"], Record));
        Assert.Contains(folder["file/run"], error.Message, StringComparison.Ordinal);
    }
}
