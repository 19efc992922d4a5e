using System.Collections.Immutable;

namespace Basin.Experiments.Exports;

/// <summary>A number along a run.</summary>
/// <param name="Name">Lower-case words with underscores, such as <c>test_accuracy</c>.</param>
/// <param name="Tag">The same with its group before a slash, as TensorBoard sorts by it: <c>test/accuracy</c>.</param>
/// <param name="Steps">Steps taken when each value was measured; ascending, without repeats.</param>
/// <param name="Values">Shape (steps); finite.</param>
public sealed record Series(string Name, [property: System.Text.Json.Serialization.JsonIgnore] string Tag, ImmutableArray<long> Steps, ImmutableArray<double> Values);
