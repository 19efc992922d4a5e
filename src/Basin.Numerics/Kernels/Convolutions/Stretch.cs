namespace Basin.Numerics.Kernels.Convolutions;

#pragma warning disable CA1051 // A record in scratch memory.

/// <summary>Taps of the window that are adjacent both in the image and in the weights.</summary>
internal struct Stretch
{
    /// <summary>Where they begin in the visited image, in bytes from the window's place.</summary>
    public nint Image;

    /// <summary>Where they begin among all terms of the weights.</summary>
    public int FirstTerm;

    /// <summary>How many terms.</summary>
    public int Terms;
}
