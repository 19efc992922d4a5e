using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Networks;

/// <summary>How training moves the running statistics of one batch norm or stochastic norm: a tenth of the way to the batch's at each step.</summary>
/// <remarks>The running variance counts n − 1, as an estimate of the population's; the batch's own divides by n.</remarks>
internal sealed record RunningStatistics<T>(ChannelNormalization<T> Operation, StateInfo Mean, StateInfo Variance)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Momentum = 0.1;

    public void Update(Plan<T> plan, Span<T> state)
    {
        var workspace = plan.WorkspaceOf(Operation);
        var unbiased = Operation.Rows > 1 ? (double)Operation.Rows / (Operation.Rows - 1) : 1;
        Move(state.Slice(Mean.Offset, Mean.Length), Operation.MeanIn(workspace), 1);
        Move(state.Slice(Variance.Offset, Variance.Length), Operation.VarianceIn(workspace), unbiased);
    }

    private static void Move(Span<T> running, ReadOnlySpan<T> batch, double factor)
    {
        T keep = T.CreateChecked(1 - Momentum), take = T.CreateChecked(Momentum * factor);
        for (var i = 0; i < running.Length; i++) running[i] = (keep * running[i]) + (take * batch[i]);
    }
}
