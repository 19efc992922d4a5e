using System.Globalization;
using System.Text.Json;
using Basin.Experiments.Exports;
using Basin.Experiments.Runs;
using Basin.Experiments.Tests.Reports;
using Basin.Models;
using Basin.Models.Data;

namespace Basin.Experiments.Tests.Exports;

public sealed class ExportJobTests
{
    [Fact]
    public void A_table_holds_every_number_to_the_bit()
    {
        using var folder = new Folder();
        var name = "odd \"name\", with a comma";
        MakeRun(folder[name]);
        MakeRun(folder["flow"], [new MetricsLine { Step = 0, Time = 0.25, Train = new(0.5, 0.75) }]);
        Export(ExportFormat.Csv, folder["out.csv"], folder[name], folder["flow"]);
        var rows = CsvTable.Read(File.ReadAllText(folder["out.csv"]));
        Assert.Equal("run,step,epoch,time,learning_rate,train_batch_loss,train_gradient_norm,train_running_loss,train_loss,train_accuracy,test_loss,test_accuracy", string.Join(',', rows[0]));
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.Equal(Enumerable.Range(0, 21).Select(step => (name, $"{step}")), rows.Skip(1).Take(21).Select(row => (row[0], row[1])));
        Assert.Equal(Enumerable.Range(0, 20).Select(step => Math.Exp(-0.2 * step)), rows.Skip(1).Take(20).Select(row => double.Parse(row[5], CultureInfo.InvariantCulture)));
        Assert.Equal([name, "10", "0.5", "", "0.1", rows[11][5], rows[11][6], "0.5", "", "", "0.4", "0.7"], rows[11]);
        Assert.Equal(["flow", "0", "", "0.25", "", "", "", "", "0.5", "0.75", "", ""], rows[22]);
    }

    [Fact]
    public void A_table_does_not_depend_on_the_language_of_the_machine()
    {
        using var folder = new Folder();
        MakeRun(folder["a"]);
        Export(ExportFormat.Csv, folder["plain.csv"], folder["a"]);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            other.NumberFormat.NegativeSign = "minus";
            CultureInfo.CurrentCulture = other;
            Export(ExportFormat.Csv, folder["other.csv"], folder["a"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal(File.ReadAllText(folder["plain.csv"]), File.ReadAllText(folder["other.csv"]));
    }

    [Fact]
    public void Arrays_hold_series_steps_and_eigenvalues()
    {
        using var folder = new Folder();
        MakeRun(folder["a"]);
        Export(ExportFormat.Npz, folder["one.npz"], folder["a"]);
        using (var npz = NpzFile.Open(folder["one.npz"]))
        {
            Assert.Equal([0.4, 0.2], npz.Read<double>("test_loss").Values.ToArray());
            Assert.Equal([10L, 20L], npz.Read<long>("test_loss_step").Values.ToArray());
            Assert.Equal([6.5, 4.25], npz.Read<double>("hessian_top").Values.ToArray());
            Assert.Equal([0.01, 0.02], npz.Read<double>("gauss_newton_top_residual").Values.ToArray());
        }

        MakeRun(folder["b"], isFinished: false);
        Export(ExportFormat.Npz, folder["two.npz"], folder["a"], folder["b"]);
        using var both = NpzFile.Open(folder["two.npz"]);
        Assert.Equal(20, both.Read<double>("b/train_batch_loss").Values.Length);
        Assert.Contains("a/hessian_top", both.Names);
        Assert.DoesNotContain("b/hessian_top", both.Names);
    }

    [Fact]
    public void One_object_holds_all_that_is_known()
    {
        using var folder = new Folder();
        MakeRun(folder["a"]);
        MakeRun(folder["b"], isFinished: false);
        Assert.Equal(["b"], Export(ExportFormat.Json, folder["out.json"], folder["a"], folder["b"]).Unfinished);
        using var json = JsonDocument.Parse(File.ReadAllText(folder["out.json"]));
        var runs = json.RootElement.GetProperty("runs");
        Assert.Equal(0.1, runs[0].GetProperty("record").GetProperty("settings").GetProperty("learningRate").GetDouble());
        Assert.Equal(6.5, runs[0].GetProperty("summary").GetProperty("inspection").GetProperty("sharpness").GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, runs[1].GetProperty("summary").ValueKind);
        var last = runs[1].GetProperty("series").EnumerateArray().Last();
        Assert.Equal("test_accuracy", last.GetProperty("name").GetString());
        Assert.Equal([10, 20], last.GetProperty("steps").EnumerateArray().Select(step => step.GetInt32()));
        Assert.Equal([0.7, 0.9], last.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
    }

    [Fact]
    public void Event_files_lie_in_folders_named_by_their_runs()
    {
        using var folder = new Folder();
        foreach (var name in new[] { "x/rounds/01", "y/rounds/01" }) MakeRun(folder[name]);
        var result = Export(ExportFormat.Tensorboard, folder["logs"], folder["x/rounds/01"], folder["y/rounds/01"]);
        Assert.Equal([folder["logs/x/rounds/01/events.out.tfevents.basin"], folder["logs/y/rounds/01/events.out.tfevents.basin"]], result.Files);
        Assert.Equal(22, EventFileReader.Read(File.ReadAllBytes(result.Files[1])).Count);
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Npz)]
    [InlineData(ExportFormat.Tensorboard)]
    [InlineData(ExportFormat.Json)]
    public void The_same_run_gives_the_same_bytes(ExportFormat format)
    {
        using var folder = new Folder();
        MakeRun(folder["a"]);
        var first = File.ReadAllBytes(Export(format, folder["first"], folder["a"]).Files[0]);
        Assert.Equal(first, File.ReadAllBytes(Export(format, folder["second"], folder["a"]).Files[0]));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_cannot_be_exported_is_refused_in_words()
    {
        using var folder = new Folder();
        MakeRun(folder["a"]);
        MakeRun(folder["empty"], []);
        MakeRun(folder["whole"], []);
        Directory.CreateDirectory(folder["whole/rounds/01"]);
        Refused("no such folder; wanted the folder of a run", folder["nowhere"]);
        Refused("a run without metrics; wanted a run that has taken steps", folder["empty"]);
        Refused("Export its rounds", folder["whole"]);
        Refused("the run is given twice", folder["a"], folder["a"] + "/");
        Assert.False(File.Exists(folder["out.csv"]));

        void Refused(string message, params string[] runs) =>
            Assert.Contains(message, Assert.Throws<BadInputException>(() => Export(ExportFormat.Csv, folder["out.csv"], runs)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_replaced_only_when_that_is_asked_and_a_folder_never()
    {
        using var folder = new Folder();
        MakeRun(folder["a"]);
        File.WriteAllText(folder["thesis.csv"], "mine");
        var request = new ExportRequest { Runs = [folder["a"]], Format = ExportFormat.Csv, Out = folder["thesis.csv"] };
        Assert.Contains("--force", Assert.Throws<BadInputException>(() => ExportJob.Run(request)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["thesis.csv"]));
        ExportJob.Run(request with { Force = true });
        Assert.StartsWith("run,step,", File.ReadAllText(folder["thesis.csv"]), StringComparison.Ordinal);
        Assert.Contains("a folder; wanted the name of a file", Assert.Throws<BadInputException>(() => ExportJob.Run(request with { Out = folder["a"], Force = true })).Message, StringComparison.Ordinal);
    }

    private static ExportResult Export(ExportFormat format, string path, params string[] runs) =>
        ExportJob.Run(new ExportRequest { Runs = [.. runs], Format = format, Out = path });

    private static void MakeRun(string path, IReadOnlyList<MetricsLine>? metrics = null, bool isFinished = true) =>
        RunOnDisk.Make(path, metrics ?? Samples.Metrics, isFinished ? Samples.Summary : null);
}
