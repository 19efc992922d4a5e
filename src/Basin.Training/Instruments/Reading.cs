namespace Basin.Training.Instruments;

/// <summary>What an instrument read at a step.</summary>
/// <param name="Value">The number, in the instrument's units.</param>
/// <param name="Error">One standard error, or the residual of an eigenvalue; null where none is known.</param>
public readonly record struct Reading(double Value, double? Error = null);
