namespace Basin.Numerics.LinearAlgebra;

/// <summary>Where a search for eigenvalues stands.</summary>
/// <param name="Products">Products done.</param>
/// <param name="MaxProducts">Products it may do; most searches end well before.</param>
/// <param name="Settled">Wanted eigenvalues within the tolerance.</param>
/// <param name="Wanted">Eigenvalues wanted.</param>
/// <param name="WorstResidual">The largest residual among the wanted, as a multiple of what is allowed; infinite while there are too few.</param>
public readonly record struct LanczosProgress(int Products, int MaxProducts, int Settled, int Wanted, double WorstResidual);
