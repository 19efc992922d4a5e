using System.Diagnostics;
using System.Numerics;

namespace Basin.Models.Data;

/// <summary>Reads one part of a source, in whatever format it is.</summary>
internal static class DataReaders
{
    public static RawSet<T> Read<T>(DataPart part, DataSetOptions options)
        where T : unmanaged, IFloatingPointIeee754<T> => part.Format switch
        {
            DataFormat.Idx => ArraySets.ReadIdx<T>(part),
            DataFormat.Npy => ArraySets.ReadNpy<T>(part, options),
            DataFormat.Npz => ArraySets.ReadNpz<T>(part, options),
            DataFormat.Cifar10 or DataFormat.Cifar100 => CifarSets.Read<T>(part, options.CoarseLabels),
            DataFormat.Csv => CsvSets.Read<T>(part, options),
            _ => throw new UnreachableException(),
        };
}
