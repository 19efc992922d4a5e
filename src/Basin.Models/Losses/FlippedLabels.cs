using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Losses;

/// <summary>The mean of a loss over flips of the labels, less its least value, as a graph.</summary>
/// <remarks>
/// A label stays with probability 1 − p and is otherwise one of the other C − 1 classes, each as likely. Both losses are linear in the label's
/// unit vector, so the mean over flips is the loss for the probabilities q of the labels. It is least where the network gives q, with the
/// entropy of q: −(1 − p) ln(1 − p) − p ln(p/(C − 1)). Source: Damian, Ma and Lee (2021), section 5.1 and its code for many classes.
/// </remarks>
internal static class FlippedLabels
{
    /// <summary>For the logistic loss: a target t becomes the probability (1 − 2p)t + p.</summary>
    public static Operation<T> Logistic<T>(Operation<T> head, Operation<T> targets, double flip)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new Affine<T>(new Logistic<T>(head, new Affine<T>(targets, 1 - (2 * flip), flip)), 1, -Entropy(flip, 2));

    /// <summary>For cross-entropy: the label with weight 1 − a and a uniform one with weight a = pC/(C − 1), which is its own class with a/C of it.</summary>
    public static Operation<T> CrossEntropy<T>(Operation<T> head, Operation<T> targets, double flip)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (examples, classes) = (head.Shape[0], head.Shape[1]);
        var uniform = flip * classes / (classes - 1);
        var label = new Affine<T>(new SoftmaxCrossEntropy<T>(head, targets), 1 - uniform, -Entropy(flip, classes));
        return new Affine<T>(new LogSoftmax<T>(head).Sum([0, 1]), -uniform / (classes * (double)examples)).Add(label);
    }

    private static double Entropy(double flip, int classes) => -((1 - flip) * Math.Log(1 - flip)) - (flip * Math.Log(flip / (classes - 1)));
}
