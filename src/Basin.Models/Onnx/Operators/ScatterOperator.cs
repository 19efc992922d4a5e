using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>An array with elements replaced at places that are constant.</summary>
internal abstract class ScatterOperator(string name) : OnnxOperator(name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (inputs is not [{ } data, { } indices, { } updates] || data.Type != updates.Type) throw call.Bad("other inputs", "an array, indices, and updates of the array's type");
        if (Reduction(call) is not "none") return null;
        return [Movement(call, data.Shape, indices, updates.Shape).Apply(Tracing.Movement.Joined(data, updates))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (data, indices, updates) = (inputs[0], inputs.Setting(1), inputs[2]);
        return Reduction(call) switch
        {
            "none" => [inputs.Node(Movement(call, data.Shape, indices, updates.Shape).Apply(new Concat<T>(0, Flat(data), Flat(updates))))],
            "add" => [inputs.Node(Joined(data.Plain(), 0, (a, b) => a.Add(b)))],
            "mul" => [inputs.Node(Joined(data.Plain(), 1, (a, b) => a.Multiply(b)))],
            "max" => [inputs.Node(Joined(data.Plain(), double.NegativeInfinity, (a, b) => a.Maximum(b)))],
            "min" => [inputs.Node(Joined(data.Plain(), double.PositiveInfinity, (a, b) => a.Minimum(b)))],
            var other => throw call.Bad($"reduction '{Data.Printable.Text(other)}'", "none, add, mul, max or min"),
        };

        // Of several updates of one place, each in a round of its own.
        Operation<T> Joined(Operation<T> y, double neutral, Func<Operation<T>, Operation<T>, Operation<T>> join)
        {
            var left = Places(call, data.Shape, indices, updates.Shape).Select((place, update) => (place, update)).ToList();
            while (left.Count > 0)
            {
                call.RequireSmall(4L * data.Shape.Length / call.Budget.Examples);
                var sources = new int[data.Shape.Length];
                Array.Fill(sources, -1);
                var later = new List<(int, int)>();
                foreach (var (place, update) in left)
                {
                    if (sources[place] < 0) sources[place] = update;
                    else later.Add((place, update));
                }

                y = join(y, new Movement(data.Shape, sources).Apply(updates.Plain(), neutral));
                left = later;
            }

            return y;
        }
    }

    /// <summary>The places in the array that each update replaces.</summary>
    protected abstract int[] Places(OnnxCall call, Shape data, OnnxTensor indices, Shape updates);

    private static string Reduction(OnnxCall call) => call.Text("reduction", "none");

    private static Reshape<T> Flat<T>(TraceValue<T> value)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => new(value.Plain(), new Shape(value.Shape.Length));

    // From the array with the updates behind it; of several updates of one place the last stays.
    private Movement Movement(OnnxCall call, Shape data, OnnxTensor indices, Shape updates)
    {
        var places = Places(call, data, indices, updates);
        if (places.Length != updates.Length) throw call.Bad($"updates of shape {updates} for indices {indices.Shape}", "an update for each place");
        call.RequireSmall(4L * data.Length / call.Budget.Examples);
        int[] sources = [.. Enumerable.Range(0, data.Length)];
        for (var i = 0; i < places.Length; i++) sources[places[i]] = data.Length + i;
        return new Movement(data, sources);
    }
}
