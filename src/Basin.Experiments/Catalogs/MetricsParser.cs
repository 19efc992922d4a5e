using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Basin.Experiments.Catalogs;

/// <summary>A line of <c>metrics.jsonl</c> as numbers by the names of their series. Which instruments there are it learns from the lines.</summary>
internal sealed class MetricsParser
{
    // More would be no series of ours.
    private const int MaxNames = 256;

    private static readonly byte[][] _numbers = [.. new[] { "loss", "learningRate", "gradientNorm", "penalty", "runningLoss", "time" }.Select(Encoding.UTF8.GetBytes)];

    private readonly List<byte[]> _keys = [];
    private readonly List<string> _names = [];
    private readonly List<MetricsValue> _values = [];
    private int _last = -1;

    /// <summary>The series met so far; a name keeps its place.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Steps taken at the line that was read last.</summary>
    public long Step { get; private set; }

    /// <summary>The finite numbers of the line that was read last.</summary>
    public ReadOnlySpan<MetricsValue> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>Reads a line; false, without values, when it is none of ours.</summary>
    public bool Read(ReadOnlySpan<byte> line)
    {
        _values.Clear();
        long? step = null;
        try
        {
            var json = new Utf8JsonReader(line);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("step"u8))
                {
                    json.Read();
                    step = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var steps) ? steps : null;
                }
                else if (json.ValueTextEquals("train"u8)) Evaluation(ref json, "trainLoss"u8, "trainAccuracy"u8);
                else if (json.ValueTextEquals("test"u8)) Evaluation(ref json, "testLoss"u8, "testAccuracy"u8);
                else if (json.ValueTextEquals("readings"u8)) Readings(ref json);
                else Number(ref json);
            }

            // Refuses whatever stands behind the object.
            json.Read();
        }
        catch (JsonException)
        {
            step = null;
        }

        if (step is null) _values.Clear();
        Step = step ?? Step;
        return step is not null;
    }

    private void Number(ref Utf8JsonReader json)
    {
        foreach (var name in _numbers)
        {
            if (!json.ValueTextEquals(name)) continue;
            Add(name, Value(ref json), double.NaN);
            return;
        }

        json.Skip();
    }

    private void Evaluation(ref Utf8JsonReader json, ReadOnlySpan<byte> loss, ReadOnlySpan<byte> accuracy)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("loss"u8)) Add(loss, Value(ref json), double.NaN);
            else if (json.ValueTextEquals("accuracy"u8)) Add(accuracy, Value(ref json), double.NaN);
            else json.Skip();
        }
    }

    private void Readings(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            var (value, error) = (double.NaN, double.NaN);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("value"u8)) value = Value(ref json);
                else if (json.ValueTextEquals("error"u8)) error = Value(ref json);
                else json.Skip();
            }

            Add(name, value, error);
        }
    }

    // A number that was not finite is null.
    private static double Value(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value)) return value;
        json.Skip();
        return double.NaN;
    }

    private void Add(ReadOnlySpan<byte> name, double value, double error)
    {
        if (!double.IsFinite(value) || IndexOf(name) is not { } series) return;
        _values.Add(new MetricsValue(series, value, error));
    }

    // Lines of one kind name their numbers in one order: the next is mostly the one after the last.
    private int? IndexOf(ReadOnlySpan<byte> name)
    {
        for (var tried = 0; tried < _keys.Count; tried++)
        {
            var index = (_last + 1 + tried) % _keys.Count;
            if (_keys[index].AsSpan().SequenceEqual(name)) return _last = index;
        }

        if (_keys.Count == MaxNames) return null;
        _keys.Add(name.ToArray());
        _names.Add(Encoding.UTF8.GetString(name));
        return _last = _keys.Count - 1;
    }
}
