namespace Basin.Experiments.Papers.Smith2021;

/// <summary>How one run descends.</summary>
/// <param name="Rate">ε.</param>
/// <param name="Penalty">λ.</param>
/// <param name="Batch">B.</param>
/// <param name="Epochs">Passes over the training examples.</param>
internal readonly record struct RectifierSetting(double Rate, double Penalty, int Batch, int Epochs);
