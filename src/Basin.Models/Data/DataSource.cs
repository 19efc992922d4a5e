namespace Basin.Models.Data;

/// <summary>Where data were found: the parts to read, and the options as completed by what is known of the source.</summary>
/// <param name="Name">Short, for messages.</param>
/// <param name="Train">The training part.</param>
/// <param name="Test">The test part; null when one must be held out.</param>
/// <param name="Options">What to read with.</param>
internal sealed record DataSource(string Name, DataPart Train, DataPart? Test, DataSetOptions Options);
