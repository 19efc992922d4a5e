namespace Basin.Numerics.LinearAlgebra;

/// <summary>Why a search for eigenvalues ended.</summary>
public enum LanczosStop
{
    /// <summary>Every wanted eigenvalue has a residual within the tolerance.</summary>
    Converged,

    /// <summary>The whole space was searched: the eigenvalues are exact up to rounding, copies included.</summary>
    Complete,

    /// <summary>The products ran out first; some values are not converged.</summary>
    OutOfProducts,

    /// <summary>The residuals are as small as the rounding of the products lets them be, which is above the tolerance.</summary>
    RoundingLimit,

    /// <summary>A product contained NaN or infinity.</summary>
    NotFinite,
}
