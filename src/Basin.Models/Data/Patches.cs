using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Data;

/// <summary>
/// Patches that give the class of an image away: a pattern z in the middle that all images share, plus or minus a small signature of the class.
/// Hard to fit, as no linear map reads a sign that comes at random; easy to generalise, as there is no noise in it.
/// </summary>
/// <remarks>
/// Strengths are in units of standardised pixels. Source: Li, Wei and Ma (2019), section 6. z comes from the stream "patch", the signature of
/// class c from ("patch/signature", c).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Patches<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _row, _first, _rows, _length;
    private readonly T[] _pattern;
    private readonly T[][] _signatures;
    private readonly PatchOptions _options;

    /// <summary>Draws the pattern and the signatures.</summary>
    /// <param name="exampleShape">(height, width, channels).</param>
    /// <param name="classes">Classes, at least 1.</param>
    /// <param name="options">Sizes and shares.</param>
    /// <param name="seed">Decides the patches.</param>
    /// <exception cref="BadInputException">The examples are no images, or smaller than the patch.</exception>
    public Patches(Shape exampleShape, int classes, PatchOptions options, Seed seed)
    {
        _rows = options.Side;
        if (exampleShape.Rank != 3 || exampleShape[0] < _rows || exampleShape[1] < _rows)
            throw new BadInputException($"Patches of {_rows}x{_rows} pixels are put on images (height, width, channels); the data has examples of shape {exampleShape}. Use larger images, or no patches.");
        _options = options;
        _row = exampleShape[1] * exampleShape[2];
        _length = _rows * exampleShape[2];
        _first = ((exampleShape[0] - _rows) / 2 * _row) + ((exampleShape[1] - _rows) / 2 * exampleShape[2]);
        _pattern = new T[_rows * _length];
        seed.Stream("patch").FillGaussian<T>(_pattern);
        foreach (ref var value in _pattern.AsSpan()) value *= T.CreateTruncating(options.Amplitude);
        _signatures = [.. Enumerable.Range(0, classes).Select(c => Signature(seed.Stream("patch/signature", c)))];
    }

    /// <summary>Which of the images get patches: decided once for each.</summary>
    /// <param name="count">How many images.</param>
    /// <param name="chance">Decides.</param>
    public bool[] Choose(int count, RandomSource chance)
    {
        var chosen = new bool[count];
        foreach (ref var one in chosen.AsSpan()) one = chance.NextDouble() < _options.Patched;
        return chosen;
    }

    /// <summary>Patches an image as training sees it: over the image, or alone.</summary>
    /// <param name="image">Standardised pixels; changed.</param>
    /// <param name="label">Its class.</param>
    /// <param name="chance">Decides which, the sign, and the strength. Three words.</param>
    public void Apply(Span<T> image, int label, RandomSource chance)
    {
        var isAlone = chance.NextDouble() < _options.Alone;
        var sign = (chance.NextUInt64() & 1) == 0 ? 1 : -1;
        var strength = chance.NextDouble();
        if (isAlone) image.Clear();
        Place(image, label, isAlone ? sign * _options.AloneStrength * strength : sign);
    }

    /// <summary>Makes an image of nothing but a patch.</summary>
    /// <param name="image">Overwritten.</param>
    /// <param name="label">Its class.</param>
    /// <param name="chance">Decides sign and strength. Two words.</param>
    public void Alone(Span<T> image, int label, RandomSource chance)
    {
        image.Clear();
        var sign = (chance.NextUInt64() & 1) == 0 ? 1 : -1;
        Place(image, label, sign * _options.AloneStrength * chance.NextDouble());
    }

    /// <summary>The images as training would see them once.</summary>
    public DataSet<T> Mixed(DataSet<T> data, RandomSource chance)
    {
        var inputs = data.Inputs.ToArray();
        var chosen = Choose(data.Count, chance);
        var d = data.ExampleShape.Length;
        for (var i = 0; i < data.Count; i++)
        {
            if (chosen[i]) Apply(inputs.AsSpan(i * d, d), data.Class(i), chance);
        }

        return new DataSet<T>(data.Name + "-mixed", data.ExampleShape, inputs, data.TargetValues.ToArray(), data.Targets, data.Source + ", with patches", data.Standardization, data.ClassNames);
    }

    /// <summary>Patches alone, of random classes.</summary>
    public DataSet<T> Only(DataSet<T> like, int count, RandomSource chance)
    {
        var d = like.ExampleShape.Length;
        var (inputs, labels) = (new T[count * d], new T[count]);
        for (var i = 0; i < count; i++)
        {
            var label = chance.NextInt(_signatures.Length);
            Alone(inputs.AsSpan(i * d, d), label, chance);
            labels[i] = T.CreateTruncating(label);
        }

        return new DataSet<T>(like.Name + "-patches", like.ExampleShape, inputs, labels, like.Targets, "made by code: patches alone", like.Standardization, like.ClassNames);
    }

    private T[] Signature(RandomSource chance)
    {
        var signature = new T[_pattern.Length];
        foreach (ref var value in signature.AsSpan()) value = T.CreateTruncating(_options.Signature * ((2 * chance.NextDouble()) - 1));
        return signature;
    }

    private void Place(Span<T> image, int label, double strength)
    {
        var (factor, signature) = (T.CreateTruncating(strength), _signatures[label]);
        for (var row = 0; row < _rows; row++)
        {
            var target = image.Slice(_first + (row * _row), _length);
            for (var i = 0; i < _length; i++) target[i] = _pattern[(row * _length) + i] + (factor * signature[(row * _length) + i]);
        }
    }
}
