using System.Buffers;
using System.Text.Json;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Experiments.Runs;

/// <summary>The series of a run, <c>metrics.jsonl</c>: one JSON object a line, only ever added to.</summary>
/// <remarks>
/// Lines are either a step (<c>step, loss, learningRate, gradientNorm</c>, and <c>penalty</c> where terms are added, before θ moves) or an evaluation
/// (<c>step, epoch, runningLoss, train, test</c>, after it moved); readings of the landscape have lines of their own (<c>step, readings</c>). Lines past the checkpoint that a run goes on from are cut off
/// and written again, so an interrupted run and a straight one leave the same bytes.
/// </remarks>
public sealed class MetricsLog
{
    private const int FlushBytes = 1 << 15;
    private readonly Disk _disk;
    private readonly string _path;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private long _written;

    internal MetricsLog(Disk disk, string path)
    {
        _disk = disk;
        _path = path;
    }

    /// <summary>Bytes of the file up to and including all that was added.</summary>
    public long Length => _written + _buffer.WrittenCount;

    /// <summary>Goes back to a length that a checkpoint remembers.</summary>
    public void Rewind(long length)
    {
        _buffer.ResetWrittenCount();
        _disk.Truncate(_path, length);
        _written = length;
    }

    /// <summary>Adds a step.</summary>
    public void Add(StepReport report) => AddLine(json =>
    {
        json.WriteNumber("step", report.Step);
        Write(json, "loss", report.Loss);
        Write(json, "learningRate", report.LearningRate);
        Write(json, "gradientNorm", report.GradientNorm);
        if (report.Penalty != 0) Write(json, "penalty", report.Penalty);
        if (report.Readings is { Count: > 0 } readings) Write(json, readings);
    });

    /// <summary>Adds an evaluation.</summary>
    public void Add(EvaluationReport report) => AddLine(json =>
    {
        json.WriteNumber("step", report.Step);
        Write(json, "epoch", report.Epoch);
        Write(json, "runningLoss", report.RunningLoss);
        Write(json, "train", report.Train);
        Write(json, "test", report.Test);
    });

    /// <summary>Adds what instruments read where training stands.</summary>
    /// <param name="step">Steps taken before.</param>
    /// <param name="readings">What they read.</param>
    public void Add(long step, ReadingList readings) => AddLine(json =>
    {
        json.WriteNumber("step", step);
        Write(json, readings);
    });

    /// <summary>Adds a point of a flow.</summary>
    /// <param name="number">Points before it.</param>
    /// <param name="time">t.</param>
    /// <param name="train">On all training examples.</param>
    /// <param name="test">On held-out examples, where there are any.</param>
    public void Add(long number, double time, Evaluation train, Evaluation? test) => AddLine(json =>
    {
        json.WriteNumber("step", number);
        Write(json, "time", time);
        Write(json, "train", train);
        Write(json, "test", test);
    });

    /// <summary>Puts everything added so far into the file.</summary>
    /// <param name="sync">Whether it must survive a loss of power.</param>
    public void Flush(bool sync)
    {
        if (_buffer.WrittenCount == 0) return;
        _disk.Append(_path, _buffer.WrittenMemory, sync);
        _written += _buffer.WrittenCount;
        _buffer.ResetWrittenCount();
    }

    private void AddLine(Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
        if (_buffer.WrittenCount >= FlushBytes) Flush(sync: false);
    }

    private static void Write(Utf8JsonWriter json, ReadingList readings)
    {
        json.WriteStartObject("readings");
        for (var i = 0; i < readings.Count; i++)
        {
            var (instrument, reading) = readings[i];
            json.WriteStartObject(instrument.Name);
            json.WriteNumber("value", reading.Value);
            if (reading.Error is { } error && double.IsFinite(error)) json.WriteNumber("error", error);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Evaluation? evaluation)
    {
        if (evaluation is not { } known) return;
        json.WriteStartObject(name);
        Write(json, "loss", known.Loss);
        if (known.Accuracy is { } accuracy) json.WriteNumber("accuracy", accuracy);
        json.WriteEndObject();
    }

    // JSON has no infinity.
    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
