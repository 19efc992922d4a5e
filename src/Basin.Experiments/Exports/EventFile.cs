using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace Basin.Experiments.Exports;

/// <summary>TensorBoard's event file: records of length, checksum, message, checksum.</summary>
/// <remarks>
/// Source: TensorFlow's <c>record_writer.h</c> (framing, masked CRC-32C), <c>event.proto</c> and <c>summary.proto</c> (fields). The messages are small enough
/// to be written field by field. Scalars are float32 there.
/// </remarks>
internal sealed class EventFile
{
    private const string Version = "brain.Event:2";

    // Event: wall_time = 1, step = 2, file_version = 3, summary = 5. Summary: value = 1. Value: tag = 1, simple_value = 2.
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5, SummaryValue = 1, Tag = 1, SimpleValue = 2;
    private const uint MaskDelta = 0xa282ead8;
    private readonly Stream _stream;
    private readonly double _wallTime;

    /// <param name="stream">Written to from where it stands.</param>
    /// <param name="wallTime">Seconds since 1970 that every event gets.</param>
    public EventFile(Stream stream, double wallTime)
    {
        (_stream, _wallTime) = (stream, wallTime);
        Append(Message(output =>
        {
            WriteTime(output);
            output.WriteTag(FileVersion, WireFormat.WireType.LengthDelimited);
            output.WriteString(Version);
        }));
    }

    /// <summary>Adds what was measured at a step.</summary>
    public void Add(long step, IEnumerable<(string Tag, float Value)> scalars)
    {
        var summary = Message(output =>
        {
            foreach (var scalar in scalars) WriteMessage(output, SummaryValue, Message(value => WriteScalar(value, scalar.Tag, scalar.Value)));
        });
        Append(Message(output =>
        {
            WriteTime(output);
            output.WriteTag(Step, WireFormat.WireType.Varint);
            output.WriteInt64(step);
            WriteMessage(output, Summary, summary);
        }));
    }

    // A rotation and a sum, so that the checksum of bytes that hold checksums stays a good one.
    private static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var value in bytes) checksum = BitOperations.Crc32C(checksum, value);
        return BitOperations.RotateRight(~checksum, 15) + MaskDelta;
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true)) write(output);
        return bytes.ToArray();
    }

    private static void WriteMessage(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(message));
    }

    private static void WriteScalar(CodedOutputStream output, string tag, float value)
    {
        output.WriteTag(Tag, WireFormat.WireType.LengthDelimited);
        output.WriteString(tag);
        output.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
        output.WriteFloat(value);
    }

    private void WriteTime(CodedOutputStream output)
    {
        output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
        output.WriteDouble(_wallTime);
    }

    private void Append(byte[] message)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)message.Length);
        _stream.Write(length);
        AppendChecksum(length);
        _stream.Write(message);
        AppendChecksum(message);
    }

    private void AppendChecksum(ReadOnlySpan<byte> bytes)
    {
        Span<byte> checksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedChecksum(bytes));
        _stream.Write(checksum);
    }
}
