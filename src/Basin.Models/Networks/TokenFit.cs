using System.Numerics;
using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Networks;

/// <summary>Checks at the door that inputs which index a table, such as words, are rows that the table has.</summary>
internal static class TokenFit
{
    /// <exception cref="BadInputException">An input is no whole number, or has no row.</exception>
    public static void Require<T>(Network<T> network, DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (head, _) = network.Build(1, BatchNormMode.Frozen, out var inputs);
        if (Rows(head, inputs) is not { } rows) return;
        if (data.Standardization.Kind != StandardizationKind.None)
            throw BadInputException.At(data.Name, $"inputs standardised by {data.Standardization}", $"numbers of words from 0 to {rows - 1}, as they are in the file", "Leave them as they are: --standardize none.");
        var limit = T.CreateChecked(rows);
        for (var i = 0; i < data.Inputs.Length; i++)
        {
            var word = data.Inputs[i];
            if (!(word >= T.Zero && word < limit) || !T.IsInteger(word))
                throw BadInputException.At(data.Name, $"input {word} at {DataSetChecks.Position(i, data.ExampleShape)}", $"the number of a word from 0 to {rows - 1}: network '{network.Name}' looks inputs up in a table of {rows:N0} rows", "Use the data, and the vocabulary, that it was made for.");
        }
    }

    /// <summary>Rows of the smallest table that the inputs index; null when they index none.</summary>
    private static int? Rows<T>(Operation<T> head, Operation<T> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int? rows = null;
        var seen = new HashSet<Operation<T>>();
        var open = new Stack<Operation<T>>([head]);
        while (open.TryPop(out var operation))
        {
            if (!seen.Add(operation)) continue;
            foreach (var input in operation.Inputs) open.Push(input);
            if (operation is Gather<T> && Origin(operation.Inputs[1]) == inputs)
                rows = Math.Min(rows ?? int.MaxValue, operation.Inputs[0].Shape[0]);
        }

        return rows;
    }

    private static Operation<T> Origin<T>(Operation<T> indices)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        while (indices.IsView || indices is Rearrange<T>) indices = indices.Inputs[0];
        return indices;
    }
}
