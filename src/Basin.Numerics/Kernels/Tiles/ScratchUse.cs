namespace Basin.Numerics.Kernels.Tiles;

/// <summary>Who holds an area of scratch memory. Uses that can be alive at the same time on one thread differ.</summary>
internal enum ScratchUse
{
    /// <summary>Packed operands of a product, shared by its chunks.</summary>
    ProductOperands,

    /// <summary>The result of a product that is computed transposed or in parts, shared by its chunks.</summary>
    ProductResult,

    /// <summary>Weights and partial results of a convolution, shared by its chunks.</summary>
    ConvolutionCall,

    /// <summary>Padded images of one chunk of a convolution.</summary>
    ConvolutionChunk,

    /// <summary>How many uses there are.</summary>
    Count,
}
