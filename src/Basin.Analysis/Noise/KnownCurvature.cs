using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Noise;

/// <summary>What has been found out about the Gauss-Newton matrix at the same point, so that it need not be again.</summary>
/// <param name="Pairs">Its outermost eigenpairs; taken exactly, they leave little of tr(ΣG) to estimate. Null for none.</param>
/// <param name="Moments">Its trace and Frobenius norm; null to have them estimated.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed record KnownCurvature<T>(LanczosResult<T>? Pairs = null, TraceEstimates? Moments = null)
    where T : unmanaged, IFloatingPointIeee754<T>;
