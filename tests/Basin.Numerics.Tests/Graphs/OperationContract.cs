using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.Graphs;

#pragma warning disable xUnit1015 // The member is the derived class's.

/// <summary>
/// The laws of an operation: its value is the reference's; its tangent and its adjoint's tangent are derivatives; tangent
/// and adjoint are adjoint; accumulation adds; null is zero; float32 is near float64; threads change nothing; no garbage.
/// </summary>
/// <remarks>A set of operations derives from this with its table alone; see <see cref="ElementwiseOperationTests"/>.</remarks>
public abstract unsafe class OperationContract
{
    // The static property of each table's own class; found on the class that runs.
    private const string Rows = "All";

    protected static TheoryData<string> Names(IEnumerable<OperationCase> cases) => [.. cases.Select(row => row.Name)];

    protected abstract IReadOnlyList<OperationCase> Table { get; }

    [Theory, MemberData(Rows)]
    public void The_value_is_the_reference_s(string name)
    {
        var row = Find(name);
        using var bench = Bench(row);
        bench.Value();
        var values = row.Inputs.Select((input, i) => Copy(bench.Input(i).Value, input.Shape.Length)).ToArray();
        Close(row.Reference(values), Copy(bench.Output.Value, bench.Output.Length), row.DoubleTolerance, "value");
    }

    [Theory, MemberData(Rows)]
    public void The_tangent_is_the_derivative_of_the_value(string name)
    {
        var row = Find(name);
        using var bench = Bench(row);
        bench.Value();
        bench.Tangent();
        var tangent = Copy(bench.Output.Tangent, bench.Output.Length);
        var expected = Difference(row, bench, () =>
        {
            bench.Value();
            return Copy(bench.Output.Value, bench.Output.Length);
        });
        Close(expected, tangent, row.DifferenceTolerance, "tangent");
    }

    [Theory, MemberData(Rows)]
    public void Tangent_and_adjoint_are_adjoint(string name)
    {
        var row = Find(name);
        using var bench = Bench(row);
        bench.Value();
        bench.Tangent();
        bench.Adjoint();
        double pushed = Dot(bench.Output.Adjoint, bench.Output.Tangent, bench.Output.Length), pulled = 0, size = 0;
        foreach (var i in Active(row))
        {
            pulled += Dot(bench.Input(i).Adjoint, bench.Input(i).Tangent, bench.Input(i).Length);
            size += Math.Sqrt(Dot(bench.Input(i).Adjoint, bench.Input(i).Adjoint, bench.Input(i).Length) * Dot(bench.Input(i).Tangent, bench.Input(i).Tangent, bench.Input(i).Length));
        }

        Assert.True(Math.Abs(pushed - pulled) <= 1e-12 * size, $"⟨ȳ, ẏ⟩ = {pushed} but ⟨x̄, ẋ⟩ = {pulled}.");
    }

    [Theory, MemberData(Rows)]
    public void The_adjoint_s_tangent_is_the_derivative_of_the_adjoint(string name)
    {
        var row = Find(name);
        using var bench = Bench(row);
        bench.RunAll();
        var results = Active(row).SelectMany(i => Copy(bench.Input(i).AdjointTangent, bench.Input(i).Length)).ToArray();

        // Along the direction ȳ moves too, by its own tangent.
        var adjoint = Copy(bench.Output.Adjoint, bench.Output.Length);
        var drift = Copy(bench.Output.AdjointTangent, bench.Output.Length);
        var expected = Difference(row, bench, () =>
        {
            bench.Value();
            bench.Adjoint();
            return [.. Active(row).SelectMany(i => Copy(bench.Input(i).Adjoint, bench.Input(i).Length))];
        }, step => Write([.. adjoint.Zip(drift, (u, d) => u + (step * d))], bench.Output.Adjoint));
        Close(expected, results, row.DifferenceTolerance, "adjoint's tangent");
    }

    [Theory, MemberData(Rows)]
    public void Accumulating_adds(string name)
    {
        var row = Find(name);
        using var bench = Bench(row);
        bench.RunAll();
        foreach (var i in Active(row))
        {
            var (adjoint, tangent) = (Copy(bench.Input(i).Adjoint, bench.Input(i).Length), Copy(bench.Input(i).AdjointTangent, bench.Input(i).Length));
            bench.Input(i).Accumulate = true;
            bench.Adjoint();
            bench.AdjointTangent();
            Close([.. adjoint.Select(x => 2 * x)], Copy(bench.Input(i).Adjoint, bench.Input(i).Length), 1e-15, "accumulated adjoint");
            Close([.. tangent.Select(x => 2 * x)], Copy(bench.Input(i).AdjointTangent, bench.Input(i).Length), 1e-15, "accumulated adjoint's tangent");
            bench.Input(i).Accumulate = false;
        }

        bench.AssertMargins();
    }

    /// <summary>Any one input without a tangent, or without adjoints, or the result without an adjoint's tangent, is as good as zeros.</summary>
    [Theory, MemberData(Rows)]
    public void Null_is_zero(string name)
    {
        var row = Find(name);
        foreach (var i in Active(row))
        {
            // A plan runs the tangent passes only where some input has a tangent.
            if (Active(row).Count() == 1) continue;
            using var zero = Bench(row);
            using var none = Bench(row);
            new Span<double>(zero.Input(i).Tangent, zero.Input(i).Length).Clear();
            none.Input(i).Tangent = null;
            zero.RunAll();
            none.RunAll();
            Close(Copy(zero.Output.Tangent, zero.Output.Length), Copy(none.Output.Tangent, none.Output.Length), 1e-15, $"tangent with ẋ{i} null");
            foreach (var j in Active(row))
                Close(Copy(zero.Input(j).AdjointTangent, zero.Input(j).Length), Copy(none.Input(j).AdjointTangent, none.Input(j).Length), 1e-14, $"adjoint's tangent of x{j} with ẋ{i} null");

            using var silent = Bench(row);
            silent.Input(i).Adjoint = silent.Input(i).AdjointTangent = null;
            silent.RunAll();
            foreach (var j in Active(row).Where(j => j != i))
                Assert.DoesNotContain(double.NaN, Copy(silent.Input(j).AdjointTangent, silent.Input(j).Length));
        }
    }

    [Theory, MemberData(Rows)]
    public void Float32_is_near_float64(string name)
    {
        var row = Find(name);
        using var bench = Bench(row);
        using var single = new OperationBench<float>(row, row.Single);
        Narrow(bench.Output, single.Output);
        for (var i = 0; i < row.Inputs.Length; i++) Narrow(bench.Input(i), single.Input(i));
        bench.RunAll();
        single.RunAll();
        CloseToSingle(bench.Output.Value, single.Output.Value, bench.Output.Length, "value");
        CloseToSingle(bench.Output.Tangent, single.Output.Tangent, bench.Output.Length, "tangent");
        foreach (var i in Active(row))
        {
            CloseToSingle(bench.Input(i).Adjoint, single.Input(i).Adjoint, bench.Input(i).Length, $"adjoint {i}");
            CloseToSingle(bench.Input(i).AdjointTangent, single.Input(i).AdjointTangent, bench.Input(i).Length, $"adjoint's tangent {i}");
        }

        void CloseToSingle(double* expected, float* actual, int length, string what) =>
            Close(Copy(expected, length), Array.ConvertAll(Copy(actual, length), x => (double)x), row.SingleTolerance, $"float32 {what}");
    }

    [Theory, MemberData(Rows)]
    public void Threads_change_no_bit(string name)
    {
        var row = Find(name);
        byte[]? first = null;
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var workers = new Workers(threads);
            using var bench = Bench(row, workers);
            bench.RunAll();
            var all = new List<double>(Copy(bench.Output.Value, bench.Output.Length));
            all.AddRange(Copy(bench.Output.Tangent, bench.Output.Length));
            foreach (var i in Active(row))
            {
                all.AddRange(Copy(bench.Input(i).Adjoint, bench.Input(i).Length));
                all.AddRange(Copy(bench.Input(i).AdjointTangent, bench.Input(i).Length));
            }

            var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(all.ToArray().AsSpan()).ToArray();
            first ??= bytes;
            Assert.True(first.AsSpan().SequenceEqual(bytes), $"{threads} threads give other bits than one.");
        }
    }

    [Theory, MemberData(Rows)]
    public void Nothing_is_allocated(string name)
    {
        var row = Find(name);
        using var workers = new Workers(2);
        using var bench = Bench(row, workers);
        for (var i = 0; i < 3; i++) bench.RunAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++) bench.RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The examples' parts of every adjoint that can be split add up to it.</summary>
    [Theory, MemberData(Rows)]
    public void Examples_parts_add_up_to_the_adjoint(string name)
    {
        var row = Find(name);
        using var bench = Bench(row);
        bench.Value();
        bench.Adjoint();
        if (!Active(row).Any(bench.Operation.HasExampleAdjoint)) return;
        var examples = bench.Operation.Shape[0];
        foreach (var i in Active(row).Where(bench.Operation.HasExampleAdjoint))
        {
            var length = bench.Input(i).Length;
            using var rows = new NativeBuffer<double>(examples * (length + 3));
            bench.ExampleAdjoint(i, 0, 1, rows.Pointer, length + 3, accumulate: false);
            bench.ExampleAdjoint(i, 1, examples - 1, rows.Pointer + length + 3, length + 3, accumulate: false);
            bench.ExampleAdjoint(i, 0, examples, rows.Pointer, length + 3, accumulate: true);
            var sums = new double[length];
            for (var e = 0; e < examples; e++)
                for (var j = 0; j < length; j++) sums[j] += rows.Pointer[(e * (length + 3)) + j] / 2;
            Close(Copy(bench.Input(i).Adjoint, length), sums, 1e-13, $"sum of the examples' adjoints of x{i}");
        }

    }

    private static OperationBench<double> Bench(OperationCase row, Workers? workers = null)
    {
        var bench = new OperationBench<double>(row, row.Double, workers);
        var random = new System.Random(12345);
        for (var i = 0; i < row.Inputs.Length; i++)
        {
            // Rounded to float32, so that both precisions start from the same numbers.
            var (low, high, whole) = (row.Inputs[i].Low, row.Inputs[i].High, row.Inputs[i].IsWhole);
            ref var input = ref bench.Input(i);
            for (var j = 0; j < input.Length; j++)
            {
                var x = low + ((high - low) * random.NextDouble());
                input.Value[j] = whole ? Math.Floor(x) : (float)x;
            }

            if (!row.Inputs[i].IsConstant) Draw(input.Tangent, input.Length, random);
        }

        Draw(bench.Output.Adjoint, bench.Output.Length, random);
        Draw(bench.Output.AdjointTangent, bench.Output.Length, random);
        return bench;
    }

    private static void Draw(double* x, int length, System.Random random)
    {
        for (var i = 0; i < length; i++) x[i] = (float)((2 * random.NextDouble()) - 1);
    }

    private static void Narrow(Slot<double> from, Slot<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to.Value[i] = (float)from.Value[i];
            if (from.Tangent == null) continue;
            to.Tangent[i] = (float)from.Tangent[i];
            to.Adjoint[i] = (float)from.Adjoint[i];
            to.AdjointTangent[i] = (float)from.AdjointTangent[i];
        }
    }

    private static double[] Difference(OperationCase row, OperationBench<double> bench, Func<double[]> run, Action<double>? move = null)
    {
        var (plus, minus) = (At(row.Step), At(-row.Step));
        return [.. plus.Zip(minus, (p, m) => (p - m) / (2 * row.Step))];

        double[] At(double step)
        {
            move?.Invoke(step);
            var kept = new List<(int Input, double[] Values)>();
            foreach (var i in Active(row))
            {
                kept.Add((i, Copy(bench.Input(i).Value, bench.Input(i).Length)));
                for (var j = 0; j < bench.Input(i).Length; j++) bench.Input(i).Value[j] += step * bench.Input(i).Tangent[j];
            }

            var result = run();
            foreach (var (i, values) in kept) Write(values, bench.Input(i).Value);
            return result;
        }
    }

    private static IEnumerable<int> Active(OperationCase row) => Enumerable.Range(0, row.Inputs.Length).Where(i => !row.Inputs[i].IsConstant);

    private static T[] Copy<T>(T* from, int length)
        where T : unmanaged => new ReadOnlySpan<T>(from, length).ToArray();

    private static void Write(double[] from, double* to) => from.CopyTo(new Span<double>(to, from.Length));

    private static double Dot(double* x, double* y, int length)
    {
        var sum = 0d;
        for (var i = 0; i < length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void Close(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(scale, 1e-3), $"{what}: element {i} is {actual[i]}, wanted {expected[i]}, to {tolerance} of {scale}.");
    }

    private OperationCase Find(string name) => Table.Single(row => row.Name == name);
}
