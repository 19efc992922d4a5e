namespace Basin.Experiments.Exports;

/// <summary>What runs are written as, for other programs.</summary>
public enum ExportFormat
{
    /// <summary>One table, a row a step: R, pandas, spreadsheets.</summary>
    Csv,

    /// <summary>numpy's arrays: the series and the eigenvalues.</summary>
    Npz,

    /// <summary>A folder of event files, one a run.</summary>
    Tensorboard,

    /// <summary>One object with all that is known of the runs.</summary>
    Json,
}
