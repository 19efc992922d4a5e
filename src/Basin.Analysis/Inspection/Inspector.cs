using System.Numerics;
using Basin.Models;

namespace Basin.Analysis.Inspection;

/// <summary>Measures one point: how flat it is, what noise SGD sees there, whether SGD can stay, what it minimises besides the loss, and what to change.</summary>
public static class Inspector
{
    /// <summary>Inspects the objective's point.</summary>
    /// <param name="objective">At its point; it is left as it was.</param>
    /// <param name="options">What to measure, and for which settings of training.</param>
    /// <param name="progress">Told after every product.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <returns>
    /// Every number with its error. A search that ends early is reported by its residuals. What the settings or batch norm do not allow is null.
    /// </returns>
    /// <remarks>
    /// With at most 3,000 parameters every eigenvalue is computed, in p products a matrix; otherwise see <see cref="InspectOptions"/>
    /// for the products of each estimate, or give one budget for all.
    /// </remarks>
    /// <exception cref="ArithmeticException">The loss, or a product, is not finite at the point.</exception>
    /// <exception cref="NotSupportedException">The objective is random: evaluated twice, it gave two results.</exception>
    public static InspectionRecord Inspect<T>(
        Objective<T> objective, InspectOptions options, IProgress<InspectProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> => new InspectionPass<T>(objective, options, progress, cancellationToken).Run();
}
