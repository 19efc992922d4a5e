using System.Buffers.Binary;
using System.Text;

namespace Basin.Experiments.Tests.Exports;

/// <summary>
/// Reads event files from the description of the format alone and checks every checksum; it shares nothing with the writer: the checksum goes bit by bit
/// through the polynomial, and messages are taken apart byte by byte.
/// </summary>
internal static class EventFileReader
{
    public static IReadOnlyList<ReadEvent> Read(byte[] file)
    {
        var events = new List<ReadEvent>();
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at, 8));
            Check(file.AsSpan(at, 8), file.AsSpan(at + 8, 4));
            Check(file.AsSpan(at + 12, length), file.AsSpan(at + 12 + length, 4));
            events.Add(Event(file.AsSpan(at + 12, length)));
            at += length + 16;
        }

        return events;
    }

    /// <summary>CRC-32C (Castagnoli), RFC 3720 appendix B.4.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var rest = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            rest ^= value;
            for (var bit = 0; bit < 8; bit++) rest = (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0x82F63B78u;
        }

        return ~rest;
    }

    private static void Check(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> stored)
    {
        var checksum = Checksum(bytes);
        Assert.Equal(unchecked(((checksum >> 15) | (checksum << 17)) + 0xA282EAD8u), BinaryPrimitives.ReadUInt32LittleEndian(stored));
    }

    private static ReadEvent Event(ReadOnlySpan<byte> message)
    {
        var (time, step, version) = (double.NaN, 0L, "");
        var scalars = new Dictionary<string, float>();
        while (message.Length > 0)
        {
            switch (Varint(ref message))
            {
                case (1 << 3) | 1: time = BinaryPrimitives.ReadDoubleLittleEndian(Take(ref message, 8)); break;
                case (2 << 3) | 0: step = (long)Varint(ref message); break;
                case (3 << 3) | 2: version = Encoding.UTF8.GetString(Field(ref message)); break;
                case (5 << 3) | 2: Scalars(Field(ref message), scalars); break;
                case var key: throw new InvalidDataException($"Field {key >> 3} of wire type {key & 7}.");
            }
        }

        return new ReadEvent(time, step, version, scalars);
    }

    private static void Scalars(ReadOnlySpan<byte> summary, Dictionary<string, float> scalars)
    {
        while (summary.Length > 0)
        {
            Assert.Equal((1ul << 3) | 2, Varint(ref summary));
            var value = Field(ref summary);
            Assert.Equal((1ul << 3) | 2, Varint(ref value));
            var tag = Encoding.UTF8.GetString(Field(ref value));
            Assert.Equal((2ul << 3) | 5, Varint(ref value));
            scalars.Add(tag, BinaryPrimitives.ReadSingleLittleEndian(Take(ref value, 4)));
            Assert.Equal(0, value.Length);
        }
    }

    private static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> bytes) => Take(ref bytes, (int)Varint(ref bytes));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(ref bytes, 1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }
}
