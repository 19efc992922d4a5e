namespace Basin.Models.Data;

/// <summary>How a data file is laid out.</summary>
public enum DataFormat
{
    /// <summary>Found out from the name and the first bytes.</summary>
    Auto,

    /// <summary>MNIST's big-endian arrays: a file of images and one of labels.</summary>
    Idx,

    /// <summary>CIFAR-10 binary: records of a label byte and 3 x 32 x 32 pixels.</summary>
    Cifar10,

    /// <summary>CIFAR-100 binary: records of a coarse label byte, a fine one, and 3 x 32 x 32 pixels.</summary>
    Cifar100,

    /// <summary>Text, a line an example, fields parted by comma, semicolon, tab or spaces.</summary>
    Csv,

    /// <summary>One numpy array a file, the targets in a second file.</summary>
    Npy,

    /// <summary>A numpy archive with arrays x and y.</summary>
    Npz,

    /// <summary>Made by code.</summary>
    Embedded,
}
