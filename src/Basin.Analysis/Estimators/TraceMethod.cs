namespace Basin.Analysis.Estimators;

/// <summary>How a trace is estimated.</summary>
public enum TraceMethod
{
    /// <summary>Random signs: see <see cref="Estimators.Hutchinson"/>. The cheapest when the eigenvalues are alike, or when the outliers are known.</summary>
    Hutchinson,

    /// <summary>A sketch and random signs: see <see cref="Estimators.HutchPlusPlus"/>. Finds unknown outliers itself.</summary>
    HutchPlusPlus,

    /// <summary>One set of vectors for both: see <see cref="Estimators.XTrace"/>. The most precise when the eigenvalues fall off fast.</summary>
    XTrace,
}
