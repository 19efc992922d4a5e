using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y[i] = x[sources[i]] with fixed sources, or a constant where the source is −1.</summary>
/// <remarks>
/// <para>Linear: ẏ picks from ẋ, with 0 for the constant; x̄ collects ȳ in order of i. It serves every rearrangement that no
/// box of strides describes: gathers with constant indices, reflections, tiles, windows of any geometry.</para>
/// <para>Costs 4 bytes an element of y for the sources.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Pick<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _sources;
    private readonly T _otherwise;

    /// <summary>Creates the map.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="shape">The shape of y.</param>
    /// <param name="sources">For each element of y, in row-major order, an element of x, or −1. Kept, not copied.</param>
    /// <param name="otherwise">What stands where the source is −1.</param>
    /// <exception cref="ArgumentException">There are not as many sources as elements of y, or one is outside x.</exception>
    public Pick(Operation<T> x, Shape shape, int[] sources, double otherwise = 0)
        : base(shape, x)
    {
        if (sources.Length != shape.Length)
            throw new ArgumentException($"Picking {sources.Length} elements does not fill shape {shape}.", nameof(sources));
        foreach (var source in sources)
        {
            if (source < -1 || source >= x.Shape.Length)
                throw new ArgumentException($"Element {source} is not one of the {x.Shape.Length} of shape {x.Shape}.", nameof(sources));
        }

        _sources = sources;
        _otherwise = T.CreateChecked(otherwise);
        ExampleAxis = x.ExampleAxis == ExampleAxis.First && !KeepsExamples() ? ExampleAxis.Lost : x.ExampleAxis;
    }

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis { get; }

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) => Push(pass.Input(0).Value, pass.Output.Value, _otherwise);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Push(pass.Input(0).Tangent, pass.Output.Tangent, T.Zero);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass.Output.Adjoint, pass.Input(0).Adjoint, pass.Input(0));

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) => Pull(pass.Output.AdjointTangent, pass.Input(0).AdjointTangent, pass.Input(0));

    private void Push(T* x, T* y, T otherwise)
    {
        for (var i = 0; i < _sources.Length; i++) y[i] = _sources[i] < 0 ? otherwise : x[_sources[i]];
    }

    private void Pull(T* y, T* x, in Slot<T> slot)
    {
        if (x == null) return;
        if (!slot.Accumulate) new Span<T>(x, slot.Length).Clear();
        for (var i = 0; i < _sources.Length; i++)
            if (_sources[i] >= 0) x[_sources[i]] += y[i];
    }

    private bool KeepsExamples()
    {
        var x = Inputs[0].Shape;
        if (Shape.Rank == 0 || x.Rank == 0 || Shape[0] != x[0]) return false;
        int row = Shape.Count(1..), length = x.Count(1..);
        for (var i = 0; i < _sources.Length; i++)
            if (_sources[i] >= 0 && _sources[i] / length != i / row) return false;
        return true;
    }
}
