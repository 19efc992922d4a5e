using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>CIFAR-10 and CIFAR-100 binary files: label bytes, then 1024 red, 1024 green and 1024 blue pixels, row-major.</summary>
/// <remarks>Source: cs.toronto.edu/~kriz/cifar.html, "Binary version". Planes are turned to [32, 32, 3].</remarks>
internal static class CifarSets
{
    private const int Side = 32;
    private const int Channels = 3;
    private const int Plane = Side * Side;
    private const int Pixels = Plane * Channels;

    /// <summary>The bytes of a CIFAR-10 record.</summary>
    public const int Record10 = Pixels + 1;

    /// <summary>The bytes of a CIFAR-100 record.</summary>
    public const int Record100 = Pixels + 2;

    public static RawSet<T> Read<T>(DataPart part, bool coarse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var record = part.Format == DataFormat.Cifar10 ? Record10 : Record100;
        var counts = part.Files.Select(file => CountRecords(file, record)).ToArray();
        var count = counts.Sum();
        var inputs = ArrayReader.Allocate<T>(part.Files[0], count * Pixels);
        var labels = new T[count];
        var start = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            ReadFile<T>(part.Files[i], part.Format, coarse, inputs.AsSpan(start * Pixels), labels.AsSpan(start, (int)counts[i]));
            start += (int)counts[i];
        }

        return new RawSet<T>
        {
            Where = part.Files[0],
            ExampleShape = new Shape(Side, Side, Channels),
            Inputs = inputs,
            Targets = labels,
            HasPixels = true,
            Meaning = TargetChoice.Classes,
            FormatClasses = part.Format == DataFormat.Cifar10 ? 10 : null,
        };
    }

    private static long CountRecords(string path, int record)
    {
        using var file = ByteSource.OpenFile(path);
        if (file.Length % record != 0)
            throw BadInputException.At(path, $"{file.Length:N0} bytes, which is {file.Length / record:N0} records of {record} and {file.Length % record} bytes over", $"a multiple of {record}", record == Record10 ? "It is cut off, or not CIFAR-10 (CIFAR-100 records have 3074 bytes)." : "It is cut off, or not CIFAR-100 (CIFAR-10 records have 3073 bytes).");
        return file.Length / record;
    }

    private static void ReadFile<T>(string path, DataFormat format, bool coarse, Span<T> inputs, Span<T> labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var source = ByteSource.FromStream(path, ByteSource.OpenFile(path), long.MaxValue);
        var (bytes, limit) = format == DataFormat.Cifar10 ? (1, 10) : (2, 100);
        var which = format == DataFormat.Cifar10 || coarse ? 0 : 1;
        var record = new byte[bytes + Pixels];
        for (var i = 0; i < labels.Length; i++)
        {
            source.ReadExactly(record, $"record {i}");
            for (var b = 0; b < bytes; b++)
            {
                if (record[b] >= limit)
                    throw BadInputException.At(path, $"label {record[b]} in record {i} (byte {(long)i * record.Length + b:N0})", $"0 to {limit - 1}", $"It is no {(limit == 10 ? "CIFAR-10" : "CIFAR-100")} file, or damaged.");
            }

            labels[i] = T.CreateTruncating(record[which]);
            Turn(record.AsSpan(bytes), inputs.Slice(i * Pixels, Pixels));
        }
    }

    // Few calls, each long: the first tier of the compiler would carry it all.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn<T>(ReadOnlySpan<byte> planes, Span<T> pixels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var red = planes[..Plane];
        var green = planes.Slice(Plane, Plane);
        var blue = planes.Slice(2 * Plane, Plane);
        for (var p = 0; p < Plane; p++)
        {
            pixels[3 * p] = T.CreateTruncating(red[p]);
            pixels[(3 * p) + 1] = T.CreateTruncating(green[p]);
            pixels[(3 * p) + 2] = T.CreateTruncating(blue[p]);
        }
    }
}
