using System.Collections.Immutable;
using Basin.Models.Data;

namespace Basin.Models.Onnx;

/// <summary>Puts nodes after those whose outputs they read, in the file's order otherwise.</summary>
internal static class NodeOrder
{
    /// <summary>Sorts, and refuses what cannot be sorted.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="nodes">In the file's order.</param>
    /// <param name="given">The names that are there before any node runs.</param>
    /// <param name="outputs">What must be there afterwards.</param>
    /// <exception cref="BadInputException">A name is defined twice or nowhere, or nodes wait for each other.</exception>
    public static ImmutableArray<OnnxNode> Sort(string path, OnnxNode[] nodes, IEnumerable<string> given, ImmutableArray<OnnxInput> outputs)
    {
        var maker = new Dictionary<string, int>();
        foreach (var name in given)
        {
            if (!maker.TryAdd(name, -1))
                throw BadInputException.At(path, $"two inputs are called '{Printable.Text(name, 120)}'", "different names", "Export it again.");
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var name in nodes[i].Outputs)
            {
                if (name.Length > 0 && !maker.TryAdd(name, i))
                    throw BadInputException.At($"{path}, {nodes[i].Label}", $"'{Printable.Text(name, 120)}' is defined twice", "one definition", "Export it again.");
            }
        }

        foreach (var output in outputs)
        {
            if (!maker.ContainsKey(output.Name))
                throw BadInputException.At(path, $"nothing computes the output '{Printable.Text(output.Name, 120)}'", "a node that does", "Export it again.");
        }

        return Sort(path, nodes, maker);
    }

    // A node is ready once all its inputs are; ready ones run in the file's order.
    private static ImmutableArray<OnnxNode> Sort(string path, OnnxNode[] nodes, Dictionary<string, int> maker)
    {
        var missing = new int[nodes.Length];
        var users = new List<int>?[nodes.Length];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var name in nodes[i].Inputs)
            {
                if (name.Length == 0) continue;
                if (!maker.TryGetValue(name, out var from))
                    throw BadInputException.At($"{path}, {nodes[i].Label}", $"its input '{Printable.Text(name, 120)}' is nowhere defined", "an initializer, an input of the graph or an output of another node", "Export it again.");
                if (from < 0) continue;
                missing[i]++;
                (users[from] ??= []).Add(i);
            }

            if (missing[i] == 0) ready.Enqueue(i, i);
        }

        var sorted = ImmutableArray.CreateBuilder<OnnxNode>(nodes.Length);
        while (ready.TryDequeue(out var next, out _))
        {
            sorted.Add(nodes[next]);
            foreach (var user in users[next] ?? [])
                if (--missing[user] == 0) ready.Enqueue(user, user);
        }

        if (sorted.Count == nodes.Length) return sorted.MoveToImmutable();
        throw BadInputException.At($"{path}, {nodes[Array.FindIndex(missing, count => count > 0)].Label}", "it waits for its own output (a cycle)", "nodes without a cycle", "Export it again.");
    }
}
