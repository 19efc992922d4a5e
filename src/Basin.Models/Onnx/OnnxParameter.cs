using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx;

/// <summary>A trained array of a model.</summary>
/// <param name="Name">As exported.</param>
/// <param name="Shape">As exported; the order of axes in θ may differ, see <see cref="Networks.ParameterInfo.Stored"/>.</param>
public sealed record OnnxParameter(string Name, Shape Shape);
