using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Basin.Models.Tests.Data;

/// <summary>A folder that goes away with the test, and the tiny files tests need.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("basin-data-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Text(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Packed(string name, ReadOnlySpan<byte> bytes) => Write(name, Gzip(bytes));

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return memory.ToArray();
    }

    public static byte[] Idx(byte type, int[] extents, params ReadOnlySpan<byte> data)
    {
        var bytes = new byte[4 + (4 * extents.Length) + data.Length];
        bytes[2] = type;
        bytes[3] = (byte)extents.Length;
        for (var axis = 0; axis < extents.Length; axis++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * axis)), extents[axis]);
        data.CopyTo(bytes.AsSpan(4 + (4 * extents.Length)));
        return bytes;
    }

    public static byte[] Cifar(int labelBytes, params (byte Coarse, byte Fine)[] labels)
    {
        var record = labelBytes + 3072;
        var bytes = new byte[labels.Length * record];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labelBytes == 2) bytes[i * record] = labels[i].Coarse;
            bytes[(i * record) + labelBytes - 1] = labels[i].Fine;
            for (var p = 0; p < 3072; p++) bytes[(i * record) + labelBytes + p] = (byte)((p / 1024 * 80) + (p % 1024 % 80) + i);
        }

        return bytes;
    }

    /// <summary>A .npy file by hand, so that the reader is not tested with the writer.</summary>
    public static byte[] Npy(string descr, string shape, ReadOnlySpan<byte> data, bool fortran = false, byte version = 1)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': {descr}, 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}\n");
        var lengthBytes = version == 1 ? 2 : 4;
        var bytes = new byte[8 + lengthBytes + header.Length + data.Length];
        "?NUMPY"u8.CopyTo(bytes);
        bytes[0] = 0x93;
        bytes[6] = version;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)header.Length);
        header.CopyTo(bytes.AsSpan(8 + lengthBytes));
        data.CopyTo(bytes.AsSpan(8 + lengthBytes + header.Length));
        return bytes;
    }

    public string Zip(string name, params (string Entry, byte[] Content)[] entries)
    {
        using var file = File.Create(this[name]);
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (entry, content) in entries)
        {
            using var stream = archive.CreateEntry(entry, CompressionLevel.Optimal).Open();
            stream.Write(content);
        }

        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
