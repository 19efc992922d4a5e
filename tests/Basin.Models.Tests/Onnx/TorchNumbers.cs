using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Models.Tests.Onnx;

/// <summary>What torch says of one exported network in one mode of batch norm. Vectors come in the order of θ.</summary>
/// <param name="file">Written by tests/torch/export.py.</param>
/// <param name="mode">Which statistics batch norm uses.</param>
/// <param name="parameters">The parameters of Basin's network, by their exported names.</param>
internal sealed class TorchNumbers(NpzFile file, BatchNormMode mode, IReadOnlyList<ParameterInfo> parameters) : IDisposable
{
    private readonly string _prefix = mode == BatchNormMode.Batch ? "batch/" : "frozen/";

    public bool Has(string quantity) => file.Names.Any(name => name.StartsWith(_prefix + quantity, StringComparison.Ordinal));

    public double[] Read(string quantity) => file.Read<double>(_prefix + quantity).Values;

    /// <summary>A quantity of θ's shape; the file must have exactly the network's parameters, or with <paramref name="some"/> these among others.</summary>
    public double[] Vector(string quantity, bool some = false)
    {
        var start = $"{_prefix}{quantity}/";
        var names = file.Names.Where(name => name.StartsWith(start, StringComparison.Ordinal)).Select(name => name[start.Length..]);
        if (!some) Assert.Equal(names.Order(StringComparer.Ordinal), parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
        var vector = new double[parameters.Sum(parameter => parameter.Length)];
        foreach (var parameter in parameters)
        {
            var array = file.Read<double>(start + parameter.Name);
            Assert.Equal(parameter.Stored!.Shape, array.Shape);
            parameter.Stored.FromStored<double>(array.Values, vector.AsSpan(parameter.Offset, parameter.Length));
        }

        return vector;
    }

    /// <summary>The largest difference to torch's vector: of the whole, or of one parameter, where its own part counts for a thousandth of the whole at least.</summary>
    public double Distance(string quantity, double[] own, bool some = false)
    {
        var theirs = Vector(quantity, some);
        var norm = Norm(theirs);
        Assert.True(norm > 0, $"torch's {quantity} is zero, so the comparison says nothing.");
        double[] difference = [.. own.Zip(theirs, (a, b) => a - b)];
        return parameters.Select(parameter => Norm(Part(difference, parameter)) / Math.Max(Norm(Part(theirs, parameter)), 1e-3 * norm))
            .Append(Norm(difference) / norm).Max();
    }

    public void Dispose() => file.Dispose();

    private static ReadOnlySpan<double> Part(double[] vector, ParameterInfo parameter) => vector.AsSpan(parameter.Offset, parameter.Length);

    private static double Norm(ReadOnlySpan<double> vector) => Math.Sqrt(Vectors.Dot(vector, vector));
}
