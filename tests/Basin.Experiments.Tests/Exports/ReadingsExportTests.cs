using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Basin.Experiments.Exports;
using Basin.Experiments.Tests.Reports;
using Basin.Models.Data;
using Basin.Training.Instruments;

namespace Basin.Experiments.Tests.Exports;

/// <summary>What instruments read, through each format and back by a reader that shares nothing with the writer.</summary>
public sealed partial class ReadingsExportTests
{
    // hessianTrace is hessian_trace, as train_loss is written.
    private static string NameOf(InstrumentDescription instrument) => Capital().Replace(instrument.Name, match => "_" + match.Value.ToLowerInvariant());

    private static long[] StepsOf(InstrumentDescription instrument) =>
        [.. Samples.Read.Where(line => line.Readings?.ContainsKey(instrument.Name) == true).Select(line => line.Step)];

    [Fact]
    public void The_catalog_has_instruments_of_both_kinds_and_names_that_differ() =>
        Assert.Equal((2, InstrumentCatalog.All.Length), (InstrumentCatalog.All.DistinctBy(instrument => instrument.IsEachStep).Count(), InstrumentCatalog.All.DistinctBy(NameOf).Count()));

    [Fact]
    public void A_table_has_a_column_of_values_and_one_of_errors_where_they_are_known()
    {
        using var folder = new Folder();
        var rows = CsvTable.Read(File.ReadAllText(Export(folder, ExportFormat.Csv)));
        foreach (var instrument in InstrumentCatalog.All)
        {
            var (value, error) = (rows[0].ToList().IndexOf(NameOf(instrument)), rows[0].ToList().IndexOf(NameOf(instrument) + "_error"));
            Assert.Equal(StepsOf(instrument).Select(step => step + 1.0), rows.Skip(1).Where(row => row[value].Length > 0).Select(row => double.Parse(row[value], CultureInfo.InvariantCulture)));
            Assert.Equal(instrument.IsEachStep, error < 0);
            if (error >= 0) Assert.Equal(0.1 * 5, double.Parse(rows.Single(row => row[1] == "4")[error], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Arrays_hold_values_errors_and_their_steps()
    {
        using var folder = new Folder();
        using var npz = NpzFile.Open(Export(folder, ExportFormat.Npz));
        foreach (var instrument in InstrumentCatalog.All)
        {
            Assert.Equal(StepsOf(instrument), npz.Read<long>(NameOf(instrument) + "_step").Values.ToArray());
            Assert.Equal(StepsOf(instrument).Select(step => step + 1.0), npz.Read<double>(NameOf(instrument)).Values.ToArray());
            if (instrument.IsEachStep) Assert.DoesNotContain(NameOf(instrument) + "_error", npz.Names);
            else Assert.Equal(StepsOf(instrument).Select(step => 0.1 * (step + 1)), npz.Read<double>(NameOf(instrument) + "_error").Values.ToArray());
        }
    }

    [Fact]
    public void Event_files_have_them_in_a_group_of_their_own()
    {
        using var folder = new Folder();
        var events = EventFileReader.Read(File.ReadAllBytes(Export(folder, ExportFormat.Tensorboard)));
        foreach (var instrument in InstrumentCatalog.All)
        {
            var tag = $"instruments/{NameOf(instrument)}";
            Assert.Equal(StepsOf(instrument).Select(step => (step, step + 1f)), events.Where(read => read.Scalars.ContainsKey(tag)).Select(read => (read.Step, read.Scalars[tag])));
            Assert.Equal(instrument.IsEachStep ? 0 : StepsOf(instrument).Length, events.Count(read => read.Scalars.ContainsKey(tag + "_error")));
        }
    }

    [Fact]
    public void One_object_has_them_among_the_series()
    {
        using var folder = new Folder();
        using var json = JsonDocument.Parse(File.ReadAllText(Export(folder, ExportFormat.Json)));
        var series = json.RootElement.GetProperty("runs")[0].GetProperty("series").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        foreach (var instrument in InstrumentCatalog.All)
        {
            Assert.Equal(StepsOf(instrument), series[NameOf(instrument)].GetProperty("steps").EnumerateArray().Select(step => step.GetInt64()));
            Assert.Equal(!instrument.IsEachStep, series.ContainsKey(NameOf(instrument) + "_error"));
        }
    }

    private static string Export(Folder folder, ExportFormat format)
    {
        RunOnDisk.Make(folder["a"], Samples.Read, Samples.Summary);
        return ExportJob.Run(new ExportRequest { Runs = [folder["a"]], Format = format, Out = folder["out"] }).Files[0];
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
