namespace Basin.Numerics.Random;

/// <summary>Everything a stream of chance is: three numbers that a checkpoint can hold and a source can go on from.</summary>
/// <param name="Key">From the seed and the name.</param>
/// <param name="Index">Which stream of that name.</param>
/// <param name="Position">Words of 64 bits drawn so far.</param>
public readonly record struct RandomState(ulong Key, ulong Index, ulong Position);
