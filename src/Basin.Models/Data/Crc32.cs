using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Basin.Models.Data;

/// <summary>The checksum of zip entries (polynomial 0xEDB88320), eight bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[] _tables = MakeTables();

    /// <summary>The checksum of the bytes so far followed by <paramref name="bytes"/>; start from 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var t = _tables;
        var crc = ~checksum;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[1792 + (low & 255)] ^ t[1536 + ((low >> 8) & 255)] ^ t[1280 + ((low >> 16) & 255)] ^ t[1024 + (low >> 24)]
                ^ t[768 + (high & 255)] ^ t[512 + ((high >> 8) & 255)] ^ t[256 + ((high >> 16) & 255)] ^ t[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var b in bytes) crc = t[(crc ^ b) & 255] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            var previous = tables[i - 256];
            tables[i] = tables[previous & 255] ^ (previous >> 8);
        }

        return tables;
    }
}
