namespace Basin.Analysis.Estimators;

/// <summary>Where an estimate by random probes stands.</summary>
/// <param name="Products">Products done.</param>
/// <param name="MaxProducts">Products it may do.</param>
/// <param name="RelativeError">The largest standard error relative to its value; NaN while there is none.</param>
public readonly record struct ProbeProgress(int Products, int MaxProducts, double RelativeError);
