using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Products of arrays summed over the axes that share a letter and are not in the result: transposes and one product of matrices for each pair.</summary>
internal sealed class Einsum() : OnnxOperator("Einsum")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (terms, wanted) = Read(call, [.. Enumerable.Range(0, inputs.Count).Select(i => inputs[i].Rank)]);
        var (joined, labels) = Term(0);
        for (var i = 1; i < terms.Length; i++)
        {
            var kept = wanted + string.Concat(terms[(i + 1)..]);
            var (next, nextLabels) = Term(i);
            (joined, labels) = Join(call, joined, labels, next, nextLabels, kept);
        }

        (joined, labels) = SumOut(joined, labels, wanted);
        if (wanted.Any(letter => !labels.Contains(letter))) throw call.Bad($"a result '{wanted}' of '{string.Join(',', terms)}'", "letters of the result among those of the inputs");
        int[] order = [.. wanted.Select(letter => labels.IndexOf(letter))];
        return [inputs.Node(Permutation.IsIdentity(order) ? joined : joined.Transpose(order))];

        (Operation<T> Node, string Labels) Term(int i) => Diagonal(call, inputs[i], terms[i]);
    }

    // One label for each axis. Those that an ellipsis stands for are digits, counted from the last.
    private static (string[] Terms, string Result) Read(OnnxCall call, int[] ranks)
    {
        var equation = call.Text("equation", "").Replace(" ", "", StringComparison.Ordinal);
        var sides = equation.Split("->");
        var terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != ranks.Length || equation.Length > 256) throw Unread();
        var most = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            var more = ranks[i] - terms[i].Replace("...", "", StringComparison.Ordinal).Length;
            if (more is < 0 or > 10 || (more > 0 && !terms[i].Contains("...", StringComparison.Ordinal))) throw Unread();
            terms[i] = terms[i].Replace("...", "9876543210"[^more..], StringComparison.Ordinal);
            if (terms[i].Length != ranks[i] || !terms[i].All(char.IsAsciiLetterOrDigit)) throw Unread();
            most = Math.Max(most, more);
        }

        // Without an arrow the result has the letters that occur once, in alphabetical order.
        var letters = string.Concat(terms).Where(char.IsAsciiLetter).ToArray();
        var result = sides.Length == 2 ? sides[1] : $"...{string.Concat(letters.Where(letter => letters.Count(other => other == letter) == 1).Order())}";
        result = result.Replace("...", "9876543210"[^most..], StringComparison.Ordinal);
        return result.All(char.IsAsciiLetterOrDigit) && result.Distinct().Count() == result.Length ? (terms, result) : throw Unread();

        BadInputException Unread() => call.Bad($"equation '{Printable.Text(equation)}' for inputs of {string.Join(", ", ranks)} axes", "a letter for each axis, or an ellipsis for several");
    }

    // A letter twice in one term takes the diagonal.
    private static (Operation<T> Node, string Labels) Diagonal<T>(OnnxCall call, TraceValue<T> x, string term)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var labels = string.Concat(term.Distinct());
        if (labels == term) return (x.Plain(), term);
        var strides = Numerics.Kernels.StridedCopy.DenseStrides(x.Shape.Extents.AsSpan());
        foreach (var letter in labels)
            if (term.Select((other, axis) => other == letter ? x.Shape[axis] : -1).Where(extent => extent >= 0).Distinct().Count() > 1) throw call.Bad($"term '{term}' for shape {x.Shape}", "one extent for each letter");
        var shape = new Shape([.. labels.Select(letter => x.Shape[term.IndexOf(letter)])]);
        call.RequireSmall(4L * shape.Length / call.Budget.Examples);
        return (Movement.Of(shape, at => term.Select((letter, axis) => at[labels.IndexOf(letter)] * strides[axis]).Sum()).Apply(x.Plain()), labels);
    }

    private static (Operation<T> Node, string Labels) SumOut<T>(Operation<T> x, string labels, string kept)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] axes = [.. Enumerable.Range(0, labels.Length).Where(axis => !kept.Contains(labels[axis]))];
        return axes.Length == 0 ? (x, labels) : (x.Sum(axes), string.Concat(labels.Where(kept.Contains)));
    }

    private static (Operation<T> Node, string Labels) Join<T>(OnnxCall call, Operation<T> a, string inA, Operation<T> b, string inB, string kept)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (a, inA) = SumOut(a, inA, kept + inB);
        (b, inB) = SumOut(b, inB, kept + inA);
        string both = string.Concat(inA.Where(inB.Contains)), batch = string.Concat(both.Where(kept.Contains)), summed = string.Concat(both.Where(letter => !kept.Contains(letter)));
        string rows = string.Concat(inA.Where(letter => !inB.Contains(letter))), columns = string.Concat(inB.Where(letter => !inA.Contains(letter)));
        foreach (var letter in both)
            if (a.Shape[inA.IndexOf(letter)] != b.Shape[inB.IndexOf(letter)]) throw call.Bad($"shapes {a.Shape} and {b.Shape} of '{inA}' and '{inB}'", "one extent for each letter");
        var result = batch + rows + columns;
        int[] extents = [.. result.Select(letter => inA.Contains(letter) ? a.Shape[inA.IndexOf(letter)] : b.Shape[inB.IndexOf(letter)])];
        call.Shape([.. extents.Select(extent => (long)extent)]);
        var product = new MatMul<T>(Matrices(a, inA, batch, rows, summed), Matrices(b, inB, batch, summed, columns));
        return (new Reshape<T>(product, new(extents)), result);
    }

    private static Reshape<T> Matrices<T>(Operation<T> x, string labels, string batch, string rows, string columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] order = [.. (batch + rows + columns).Select(letter => labels.IndexOf(letter))];
        var moved = Permutation.IsIdentity(order) ? x : x.Transpose(order);
        var (first, second) = (batch.Length, batch.Length + rows.Length);
        return new(moved, new Shape([.. moved.Shape.Extents[..first], moved.Shape.Count(first..second), moved.Shape.Count(second..)]));
    }
}
