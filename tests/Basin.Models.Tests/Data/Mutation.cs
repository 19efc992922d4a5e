using Basin.Numerics.Random;

namespace Basin.Models.Tests.Data;

/// <summary>Damages bytes as transfers, editors and enemies do.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] original, RandomSource chance)
    {
        var bytes = original.ToList();
        for (var edits = 1 + chance.NextInt(3); edits > 0 && bytes.Count > 0; edits--)
        {
            // Half of the edits hit the first 128 bytes, where the headers are.
            var at = chance.NextInt(chance.NextInt(2) == 0 ? Math.Min(bytes.Count, 128) : bytes.Count);
            switch (chance.NextInt(7))
            {
                case 0: bytes[at] ^= (byte)(1 << chance.NextInt(8)); break;
                case 1: bytes[at] = (byte)chance.NextInt(256); break;
                case 2: bytes[at] = (byte)(chance.NextInt(2) == 0 ? 0 : 255); break;
                case 3: bytes.RemoveRange(at, Math.Min(1 + chance.NextInt(8), bytes.Count - at)); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(1 + chance.NextInt(16), bytes.Count - at))); break;
                case 5: bytes.RemoveRange(at, bytes.Count - at); break;
                default:
                    for (var k = at; k < Math.Min(at + 4, bytes.Count); k++) bytes[k] = (byte)chance.NextInt(256);
                    break;
            }
        }

        return [.. bytes];
    }
}
