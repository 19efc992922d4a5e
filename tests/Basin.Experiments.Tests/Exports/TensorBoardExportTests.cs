using System.Text;
using Basin.Experiments.Exports;
using Basin.Experiments.Tests.Reports;

namespace Basin.Experiments.Tests.Exports;

public sealed class TensorBoardExportTests
{
    [Fact]
    public void The_reader_of_these_tests_agrees_with_the_published_checksums()
    {
        // RFC 3720, appendix B.4; the last is the check value of the catalogue of CRC algorithms.
        Assert.Equal(0x8A9136AAu, EventFileReader.Checksum(new byte[32]));
        Assert.Equal(0x62A8AB43u, EventFileReader.Checksum([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, EventFileReader.Checksum([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xE3069283u, EventFileReader.Checksum("123456789"u8));
    }

    [Fact]
    public void A_damaged_file_does_not_pass_the_reader_of_these_tests()
    {
        var bytes = Write(Samples.Metrics.Count);
        bytes[60] ^= 1;
        Assert.ThrowsAny<Exception>(() => EventFileReader.Read(bytes));
    }

    [Fact]
    public void Every_number_is_there_under_its_tag_and_step()
    {
        var events = EventFileReader.Read(Write(Samples.Metrics.Count));
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.All(events, read => Assert.Equal(Samples.Record.Started.ToUnixTimeSeconds(), read.WallTime));
        Assert.Equal(Enumerable.Range(0, 21).Select(step => (long)step), events.Skip(1).Select(read => read.Step));
        var eleventh = events[11].Scalars;
        Assert.Equal(["epoch", "learning_rate", "test/accuracy", "test/loss", "train/batch_loss", "train/gradient_norm", "train/running_loss"], eleventh.Keys.Order());
        Assert.Equal((0.5f, 0.1f, 0.7f, (float)Math.Exp(-2)), (eleventh["epoch"], eleventh["learning_rate"], eleventh["test/accuracy"], eleventh["train/batch_loss"]));
        Assert.Equal(["epoch", "test/accuracy", "test/loss", "train/running_loss"], events[21].Scalars.Keys.Order());
    }

    [Fact]
    public void The_head_is_the_one_that_tensorflow_writes()
    {
        // 24 bytes, whose masked checksum begins every event file there is.
        Assert.Equal("1800000000000000A37F4B22", Convert.ToHexString(Write(1).AsSpan(0, 12)));
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString(Write(1), 23, 13));
    }

    private static byte[] Write(int lines)
    {
        using var stream = new MemoryStream();
        TensorBoardExport.Write(stream, new ExportedRun("a", Samples.Record, RunSeries.Of([.. Samples.Metrics.Take(lines)]), null));
        return stream.ToArray();
    }
}
