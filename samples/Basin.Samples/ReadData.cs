using Basin.Models.Data;

namespace Basin.Samples;

/// <summary>Opens a data set by name or path and says what it is.</summary>
internal static class ReadData
{
    public static void Run()
    {
        // begin: read-data
        var (train, test) = DataSets.Open<float>(new DataSetOptions { Path = "shapes", Limit = 1000 });
        Console.WriteLine($"{train.Name}: {train.Count} examples of shape {train.ExampleShape}, {train.Targets}; {test.Count} held out");
        Console.WriteLine($"from {train.Source}");
        Console.WriteLine($"inputs {train.Standardization}; SHA-256 {train.Hash[..12]}…");
        // end: read-data
    }
}
