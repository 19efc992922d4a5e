using System.Collections.Immutable;
using Basin.Analysis.SelfTest;

namespace Basin.Experiments.Reports;

/// <summary>A self-test, as JSON shows it.</summary>
/// <param name="Passed">Whether every case passed.</param>
/// <param name="Seconds">Time on the clock.</param>
/// <param name="SimdBits">The width of the vectors it ran with.</param>
/// <param name="Cases">What was compared.</param>
public sealed record SelfTestView(bool Passed, double Seconds, int SimdBits, ImmutableArray<SelfTestResult> Cases);
