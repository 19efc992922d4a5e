using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Numerics.Random;

namespace Basin.Experiments.Runs;

/// <summary>A point to inspect: a model at its parameters, with the data it was made for, in any precision.</summary>
internal abstract class InspectionPoint
{
    /// <summary>p.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>n of the whole training set.</summary>
    public abstract int ExamplesAvailable { get; }

    /// <summary>The objective on the training examples that <paramref name="choose"/> leaves, at the point.</summary>
    /// <param name="choose">From all training examples to those to measure on.</param>
    /// <param name="options">How to go over them.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public abstract Objective<T> Open<T>(Sample choose, ObjectiveOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
