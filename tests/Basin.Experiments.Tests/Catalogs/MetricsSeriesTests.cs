using System.Text;
using Basin.Experiments.Catalogs;
using Basin.Experiments.Runs;
using Basin.Experiments.Tests.Reports;

namespace Basin.Experiments.Tests.Catalogs;

public sealed class MetricsSeriesTests
{
    [Fact]
    public void Every_number_of_every_line_is_in_the_series_of_its_name()
    {
        using var folder = new Folder();
        var path = folder.Finished("x");
        var lines = RunFolder.ReadMetrics(path);
        var read = MetricsSeries.Read(RunsOnDisk.MetricsOf(path))!;
        (string Name, Func<MetricsLine, double?> Of)[] known =
        [
            ("loss", line => line.Loss), ("learningRate", line => line.LearningRate), ("gradientNorm", line => line.GradientNorm), ("penalty", line => line.Penalty),
            ("runningLoss", line => line.RunningLoss), ("time", line => line.Time), ("trainLoss", line => line.Train?.Loss), ("trainAccuracy", line => line.Train?.Accuracy),
            ("testLoss", line => line.Test?.Loss), ("testAccuracy", line => line.Test?.Accuracy),
            .. lines.SelectMany(line => line.Readings?.Keys ?? []).Distinct().Select(name => (name, (Func<MetricsLine, double?>)(line => line.Readings?.TryGetValue(name, out var reading) == true ? reading.Value : null))),
        ];
        var expected = known.Select(one => (one.Name, Points: lines.Where(line => one.Of(line) is not null).Select(line => ((double)line.Step, one.Of(line)!.Value)).ToArray())).Where(one => one.Points.Length > 0).ToArray();
        Assert.Equal(expected.Select(one => one.Name).Order(StringComparer.Ordinal), read.Series.Keys);
        foreach (var (name, points) in expected) Assert.Equal(points, read.Series[name].Step.Zip(read.Series[name].Value));
        Assert.Equal(lines.Where(line => line.Readings?.ContainsKey("sharpness") == true).Select(line => line.Readings!["sharpness"].Error!.Value), read.Series["sharpness"].Error!.Value);
        Assert.Null(read.Series["loss"].Error);
        Assert.Null(read.Series["loss"].Low);
        Assert.Equal((new FileInfo(RunsOnDisk.MetricsOf(path)).Length, 0L), (read.Offset, read.Unreadable));
    }

    [Fact]
    public void Wherever_the_file_ended_nothing_is_lost_and_nothing_comes_twice()
    {
        using var folder = new Folder();
        var whole = File.ReadAllBytes(RunsOnDisk.MetricsOf(folder.Finished("x")));
        whole = whole[..(whole.AsSpan(0, 4000).LastIndexOf((byte)'\n') + 1)];
        var path = folder["metrics.jsonl"];
        File.WriteAllBytes(path, whole);
        var expected = MetricsSeries.Read(path)!.Series["loss"];
        for (var cut = 0; cut <= whole.Length; cut += 17)
        {
            File.WriteAllBytes(path, whole[..cut]);
            var first = MetricsSeries.Read(path)!;
            Assert.True(first.Offset <= cut);
            File.WriteAllBytes(path, whole);
            var rest = MetricsSeries.Read(path, first.Offset)!;
            Assert.Equal(expected.Value, Values(first).Concat(Values(rest)));
            Assert.Equal(whole.Length, rest.Offset);
        }

        static IEnumerable<double> Values(MetricsSeries series) => series.Series.TryGetValue("loss", out var loss) ? loss.Value : [];
    }

    [Fact]
    public void In_pieces_it_is_the_same()
    {
        using var folder = new Folder();
        var path = RunsOnDisk.MetricsOf(folder.Finished("x"));
        var whole = MetricsSeries.Read(path)!;
        var (offset, values, pieces) = (0L, new List<double>(), 0);
        while (offset < whole.Offset)
        {
            var piece = MetricsSeries.Read(path, offset, most: 500)!;
            Assert.True(piece.Offset > offset);
            (offset, pieces) = (piece.Offset, pieces + 1);
            if (piece.Series.TryGetValue("loss", out var loss)) values.AddRange(loss.Value);
        }

        Assert.Equal(whole.Series["loss"].Value, values);
        Assert.InRange(pieces, 3, 100);
    }

    [Fact]
    public void An_offset_that_begins_no_line_is_told_from_one_that_does()
    {
        using var folder = new Folder();
        var path = folder["metrics.jsonl"];
        Assert.Equal(0, MetricsSeries.Read(path)!.Offset);
        Assert.Null(MetricsSeries.Read(path, 1));
        File.WriteAllText(path, "{\"step\":1}\n{\"step\":2}\n");
        Assert.NotNull(MetricsSeries.Read(path, 11));
        Assert.NotNull(MetricsSeries.Read(path, 22));
        foreach (var offset in new long[] { -1, 1, 10, 12, 21, 23, long.MaxValue }) Assert.Null(MetricsSeries.Read(path, offset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"loss\":1}")]
    [InlineData("{\"step\":\"one\",\"loss\":1}")]
    [InlineData("{\"step\":1.5,\"loss\":1}")]
    [InlineData("{\"step\":1,\"loss\":1")]
    [InlineData("{\"step\":1,\"loss\":1}}")]
    [InlineData("\0\0\0\0")]
    public void A_line_that_is_none_of_ours_is_counted_and_left_out(string line)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["m"], $"{{\"step\":0,\"loss\":4}}\n{line}\n{{\"step\":2,\"loss\":2}}\n");
        var read = MetricsSeries.Read(folder["m"])!;
        Assert.Equal(1, read.Unreadable);
        Assert.Equal([4, 2], read.Series["loss"].Value);
    }

    [Theory]
    [InlineData("{\"step\":1,\"loss\":null,\"new\":{\"loss\":[1]},\"train\":7,\"test\":[{\"loss\":1}],\"readings\":null}")]
    [InlineData("{\"step\":1,\"readings\":{\"a\":3,\"b\":{\"value\":null},\"c\":[1],\"d\":{\"value\":{\"value\":1}}}}")]
    [InlineData("{\"step\":1,\"gradientNorm\":\"NaN\",\"train\":{\"loss\":null,\"accuracy\":[]}}")]
    public void A_number_that_is_not_there_is_left_out(string line)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["m"], line + "\n");
        var read = MetricsSeries.Read(folder["m"])!;
        Assert.Equal(0, read.Unreadable);
        Assert.Empty(read.Series);
    }

    [Fact]
    public void The_order_of_names_in_a_line_does_not_matter()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["m"], "{\"readings\":{\"b\":{\"error\":0.5,\"value\":1},\"a\":{\"value\":2}},\"loss\":3,\"step\":7}\n{\"loss\":4,\"step\":8,\"readings\":{\"\\u0061\":{\"value\":5}}}\n");
        var series = MetricsSeries.Read(folder["m"])!.Series;
        Assert.Equal([(7.0, 2.0), (8.0, 5.0)], series["a"].Step.Zip(series["a"].Value));
        Assert.Equal([(7.0, 3.0), (8.0, 4.0)], series["loss"].Step.Zip(series["loss"].Value));
        Assert.Equal([0.5], series["b"].Error!.Value);
    }

    [Fact]
    public void A_line_without_an_end_does_not_fill_the_memory()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["m"], "{\"step\":0,\"loss\":4}\n" + new string('x', 3 << 20) + "\n{\"step\":2,\"loss\":2}\n");
        var read = MetricsSeries.Read(folder["m"])!;
        Assert.Equal(1, read.Unreadable);
        Assert.Equal([4, 2], read.Series["loss"].Value);
        Assert.Equal(new FileInfo(folder["m"]).Length, read.Offset);
    }

    [Fact]
    public void A_long_run_is_read_in_little_memory()
    {
        using var folder = new Folder();
        const int Lines = 100_000;
        var text = new StringBuilder();
        for (var step = 0; step < Lines; step++) text.Append("{\"step\":").Append(step).Append(",\"loss\":").Append(step % 10).Append(",\"readings\":{\"a\":{\"value\":1},\"b\":{\"value\":2,\"error\":3}}}\n");
        File.WriteAllText(folder["m"], text.ToString());
        MetricsSeries.Read(folder["m"], points: 2000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = MetricsSeries.Read(folder["m"], points: 2000)!;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
        Assert.Equal(["a", "b", "loss"], read.Series.Keys);
        Assert.InRange(read.Series["loss"].Value.Length, 1001, 2000);
        Assert.All(read.Series["b"].Error!.Value, error => Assert.Equal(3, error));
    }
}
