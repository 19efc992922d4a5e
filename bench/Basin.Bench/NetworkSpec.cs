using System.Numerics;
using Basin.Models.Networks;

namespace Basin.Bench;

/// <summary>A network of the benchmark, for either number type, and how torch's side is told of it.</summary>
internal abstract class NetworkSpec
{
    /// <summary>Classes it tells apart.</summary>
    public abstract int Classes { get; }

    /// <summary>Whether units can switch at zero: then float32 and float64 may take different branches.</summary>
    public abstract bool HasKinks { get; }

    /// <summary>Steps of descent before an inspection, and their learning rate.</summary>
    public virtual int Steps => 30;

    public virtual double LearningRate => 0.1;

    public abstract Network<T> Build<T>()
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The <c>network</c> entry of workload.json.</summary>
    public abstract object Describe(BatchNormMode batchNorm);
}
