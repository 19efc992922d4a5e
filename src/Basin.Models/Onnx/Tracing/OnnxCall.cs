using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Tracing;

/// <summary>
/// One run of a node's operator: its settings, and the words for refusing it. A setting that the operator never asked for
/// is refused afterwards, so that nothing in a file is silently ignored.
/// </summary>
internal sealed class OnnxCall(OnnxNode node, string path, int opset, TraceBudget budget, Action<string> note)
{
    private readonly HashSet<string> _asked = [];
    private readonly HashSet<int> _askedInputs = [];

    public OnnxNode Node => node;

    /// <summary>The version of the operators.</summary>
    public int Opset => opset;

    /// <summary>How much may be computed while building.</summary>
    public TraceBudget Budget => budget;

    /// <summary>Whether output <paramref name="index"/> is wanted by the node.</summary>
    public bool HasOutput(int index) => index < node.Outputs.Length && node.Outputs[index].Length > 0;

    /// <summary>A whole number.</summary>
    public long Integer(string name, long otherwise) => Find(name) is not { } found ? otherwise : found.Integer ?? throw OfKind(name, "a whole number");

    /// <summary>A whole number that the node must have.</summary>
    public long Integer(string name) => Find(name)?.Integer ?? throw Bad($"no whole number '{name}'", $"attribute '{name}'");

    /// <summary>A whole number used as 0 or 1.</summary>
    public bool Flag(string name, bool otherwise = false) => Integer(name, otherwise ? 1 : 0) switch
    {
        0 => false,
        1 => true,
        var other => throw Bad($"{name} = {other}", "0 or 1"),
    };

    /// <summary>A number.</summary>
    public double Float(string name, double otherwise) => Find(name) is not { } found ? otherwise : found.Float is { } number ? Decimal(number) : throw OfKind(name, "a number");

    /// <summary>A text.</summary>
    public string Text(string name, string otherwise) => Find(name) is not { } found ? otherwise : found.Text ?? throw OfKind(name, "a text");

    /// <summary>An array; null when the node has none.</summary>
    public OnnxTensor? Tensor(string name) => Find(name) is not { } found ? null : found.Tensor ?? throw OfKind(name, "an array");

    /// <summary>Whole numbers; null when the node has none.</summary>
    public ImmutableArray<long>? Integers(string name) => Find(name) is not { } found ? null : found.Integers ?? throw OfKind(name, "a list of whole numbers");

    /// <summary>Numbers; null when the node has none.</summary>
    public ImmutableArray<float>? Floats(string name) => Find(name) is not { } found ? null : found.Floats ?? throw OfKind(name, "a list of numbers");

    /// <summary>Whole numbers that count or measure something.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="least">The least that each may be.</param>
    /// <param name="otherwise">Each of them, when the node has none.</param>
    public int[] Sizes(string name, int count, int least, int otherwise)
    {
        if (Integers(name) is not { } found) return [.. Enumerable.Repeat(otherwise, count)];
        if (found.Length != count || found.Any(size => size < least || size > int.MaxValue / 4))
            throw Bad($"{name} = [{string.Join(", ", found.Take(8))}]", $"{count} whole numbers of at least {least}");
        return [.. found.Select(size => (int)size)];
    }

    /// <summary>Says that settings have no bearing on what Basin computes.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _asked.Add(name);
    }

    /// <summary>Says that the inputs from one on have no bearing on what Basin computes.</summary>
    public void IgnoreInputs(int first)
    {
        for (var i = first; i < node.Inputs.Length; i++) AskedInput(i);
    }

    /// <summary>Notes that an input was read.</summary>
    public void AskedInput(int index) => _askedInputs.Add(index);

    /// <summary>An input that must be there, of those that are folded.</summary>
    public OnnxTensor Required(IReadOnlyList<OnnxTensor?> inputs, int index) => inputs[index] ?? throw Bad($"no input {index + 1}", "one");

    /// <summary>An axis counted from the end when it is negative.</summary>
    /// <param name="axis">As the file has it.</param>
    /// <param name="rank">Of what it is an axis.</param>
    public int Axis(long axis, int rank) =>
        axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw Bad($"axis {axis} of an array with {rank} axes", $"{-rank} to {rank - 1}");

    /// <summary>Axes, each once.</summary>
    public int[] Axes(IEnumerable<long> axes, int rank)
    {
        int[] found = [.. axes.Select(axis => Axis(axis, rank))];
        if (found.Distinct().Count() != found.Length) throw Bad($"axes [{string.Join(", ", found.Take(8))}]", "each axis once");
        return found;
    }

    /// <summary>A shape, after checking that such an array may be made here.</summary>
    public Shape Shape(params ReadOnlySpan<long> extents)
    {
        Int128 length = 1;
        var shape = new int[extents.Length];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            if (extents[axis] is < 0 or > int.MaxValue || !budget.MayHave(length *= extents[axis]) || axis > 32)
                throw Bad($"a result of shape [{string.Join(", ", extents[..Math.Min(8, extents.Length)].ToArray())}]", $"at most 32 axes and {TraceBudget.LargestArray:N0} elements an example, none of the axes negative");
            shape[axis] = (int)extents[axis];
        }

        return new Shape(shape);
    }

    /// <summary>The shape of a constant to be computed now, after checking that it is not too large.</summary>
    public Shape FoldedShape(ElementType type, params ReadOnlySpan<long> extents)
    {
        var shape = Shape(extents);
        return budget.MayFold((long)shape.Length * type.Size()) ? shape
            : throw Bad($"a constant of shape {shape}", $"constants of {budget.FoldedBytes:N0} bytes at most, all together");
    }

    /// <summary>Counts bytes that a node keeps beside its result, such as tables of places.</summary>
    /// <exception cref="BadInputException">They are too many, with those of the other nodes.</exception>
    public void RequireSmall(long bytes)
    {
        if (!budget.TakeFolded(bytes)) throw Bad("tables that need too much memory", $"{budget.FoldedBytes:N0} bytes at most, all together");
    }

    /// <summary>Writes down something that the user should know.</summary>
    public void Note(string sentence) => note(sentence);

    /// <summary>The error for something in this node that cannot be used.</summary>
    public BadInputException Bad(string found, string wanted, string advice = "Export the model again, or leave this out.", Exception? cause = null) =>
        BadInputException.At($"{path}, {node.Label}", found, wanted, advice, cause);

    /// <summary>Refuses settings and inputs that nobody asked for.</summary>
    public void RequireAllAsked()
    {
        for (var i = 0; i < node.Inputs.Length; i++)
        {
            if (node.Inputs[i].Length > 0 && !_askedInputs.Contains(i))
                throw Bad($"{node.Inputs.Length} inputs, of which '{Printable.Text(node.Inputs[i])}' is not used", $"only what Basin knows of {Printable.Text(node.Type)} in opset {opset}");
        }

        foreach (var attribute in node.Attributes)
        {
            if (!_asked.Contains(attribute.Name))
                throw Bad($"attribute '{Printable.Text(attribute.Name)}'", $"only what Basin knows of {Printable.Text(node.Type)} in opset {opset}");
        }
    }

    // The format keeps settings in float32: 1e-5 is 9.99999975e-6 there. The shortest decimal is the one that was meant.
    private static double Decimal(float number) => double.Parse(number.ToString("R"));

    private OnnxAttribute? Find(string name)
    {
        _asked.Add(name);
        foreach (var attribute in node.Attributes)
            if (attribute.Name == name) return attribute;
        return null;
    }

    private BadInputException OfKind(string name, string wanted) => Bad($"attribute '{name}' of another kind", wanted);
}
