namespace Basin.Experiments.Papers.Kou2020;

/// <summary>What a small network is pre-trained on before it is tuned.</summary>
internal enum SourceTask
{
    /// <summary>The class modulo 5: other labels of the same inputs, so that the statistics learnt stay valid.</summary>
    CoarseLabels,

    /// <summary>The classes 0 to 5, before 6 to 9 are learnt: other inputs, to which the statistics do not belong.</summary>
    OtherClasses,
}
