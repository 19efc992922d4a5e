using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Stability;

/// <summary>What an inspection has measured already, so that the stability analysis need not measure it again; null is not known.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed record MeasuredCurvature<T>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
{
    /// <summary>The top eigenpairs of the Gauss-Newton matrix; when null, the first is searched for.</summary>
    public LanczosResult<T>? GaussNewton { get; init; }

    /// <summary>‖G‖_F of the Gauss-Newton matrix; when null, the trace bound and that of alignment are left out.</summary>
    public Estimate? FrobeniusNorm { get; init; }

    /// <summary>The alignment μ of the gradient noise with G at the point.</summary>
    public Estimate? Alignment { get; init; }
}
