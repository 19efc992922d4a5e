namespace Basin.Models.Data;

/// <summary>How a file stores one number.</summary>
public enum ElementType
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned, one byte.</summary>
    UInt8,

    /// <summary>Signed, one byte.</summary>
    Int8,

    /// <summary>Unsigned, two bytes.</summary>
    UInt16,

    /// <summary>Signed, two bytes.</summary>
    Int16,

    /// <summary>Unsigned, four bytes.</summary>
    UInt32,

    /// <summary>Signed, four bytes.</summary>
    Int32,

    /// <summary>Unsigned, eight bytes.</summary>
    UInt64,

    /// <summary>Signed, eight bytes.</summary>
    Int64,

    /// <summary>IEEE 754 half precision.</summary>
    Float16,

    /// <summary>The upper two bytes of a float32.</summary>
    BFloat16,

    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,
}
