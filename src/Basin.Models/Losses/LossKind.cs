namespace Basin.Models.Losses;

/// <summary>The losses; each is a mean over examples.</summary>
public enum LossKind
{
    /// <summary>−log softmax(z)[y] for a class y.</summary>
    CrossEntropy,

    /// <summary>½‖z − y‖², summed over outputs; a class y stands for its unit vector.</summary>
    SquaredError,

    /// <summary>log(1 + e^z) − yz for y in {0, 1} and one output.</summary>
    Logistic,
}
