namespace Basin.Numerics.Kernels.Tiles;

/// <summary>What distinguishes one tile kernel from another.</summary>
/// <param name="Bits">The width of a vector: 512, 256, 128, or 0 for single numbers.</param>
/// <param name="IsDouble">float64 rather than float32.</param>
/// <param name="Rows">Rows of C.</param>
/// <param name="Vectors">Vectors of columns of C.</param>
/// <param name="IsPartial">Whether the last vector has only its first few lanes.</param>
/// <param name="Run">Rows that follow each other at the row stride, where several such runs make a tile; 0 when all do.</param>
internal readonly record struct TileShape(int Bits, bool IsDouble, int Rows, int Vectors, bool IsPartial, int Run = 0)
{
    /// <summary>Bytes of a vector.</summary>
    public int VectorBytes => Bits == 0 ? ElementBytes : Bits / 8;

    /// <summary>Bytes of a number.</summary>
    public int ElementBytes => IsDouble ? 8 : 4;

    /// <summary>Vector registers the hardware has at this width.</summary>
    public static int Registers(int bits) => bits == 512 ? 32 : 16;

    /// <summary>The most rows whose accumulators stay in registers together with what feeds them.</summary>
    public static int MaxRows(int bits, int vectors)
    {
        var registers = Registers(bits);
        if (vectors == 1) return bits == 512 ? 28 : 12;
        var rows = (registers - vectors - 1) / vectors;
        // Few rows: hold one broadcast a row and let the vectors of B stream through a single register.
        while (rows < vectors && ((rows + 1) * vectors) + rows + 2 <= registers) rows++;
        return rows;
    }

    /// <summary>
    /// Sets of accumulators, for consecutive terms of the sum: a multiply-add takes four cycles and two start in each,
    /// so a tile with fewer than eight accumulators would wait for its own results.
    /// </summary>
    public int Sets => (Rows * Vectors) switch { >= 8 => 1, >= 4 => 2, >= 2 => 4, _ => 8 };
}
