namespace Basin.Training.Theory;

/// <summary>Examples of a small model: vectors with one target each.</summary>
public sealed class VectorExamples
{
    private readonly double[] _inputs;
    private readonly double[] _targets;

    /// <summary>Keeps both arrays; nobody may change them afterwards.</summary>
    /// <param name="inputs">Shape (n, d), row by row.</param>
    /// <param name="targets">Shape (n).</param>
    /// <exception cref="ArgumentException">There are none, or the lengths do not fit together.</exception>
    public VectorExamples(double[] inputs, double[] targets)
    {
        if (targets.Length == 0 || inputs.Length == 0 || inputs.Length % targets.Length != 0)
            throw new ArgumentException($"{inputs.Length} inputs cannot be shared among {targets.Length} targets; give n·d inputs and n targets, at least one of each.");
        (_inputs, _targets) = (inputs, targets);
    }

    /// <summary>n.</summary>
    public int Count => _targets.Length;

    /// <summary>d.</summary>
    public int Dimension => _inputs.Length / _targets.Length;

    /// <summary>Shape (n, d).</summary>
    public ReadOnlySpan<double> Inputs => _inputs;

    /// <summary>Shape (n).</summary>
    public ReadOnlySpan<double> Targets => _targets;

    /// <summary>The vector of one example, shape (d).</summary>
    public ReadOnlySpan<double> Input(int example) => _inputs.AsSpan(example * Dimension, Dimension);

    /// <summary>The same vectors with other targets.</summary>
    public VectorExamples WithTargets(double[] targets) => targets.Length == Count
        ? new VectorExamples(_inputs, targets)
        : throw new ArgumentException($"{targets.Length} targets for {Count} examples.", nameof(targets));
}
