using Basin.Experiments.Papers;
using Basin.Models.Data;
using Basin.Testing;

namespace Basin.Experiments.Tests.Papers;

/// <summary>The data that claims need: where BASIN_DATA points, or ../shared/data beside the project's root, wherever the tests are started.</summary>
internal static class PaperData
{
    /// <summary>Skips the test, with the reason, on a machine without the data set of a claim.</summary>
    /// <param name="claim">Such as <c>mobahi2020/networks</c>.</param>
    public static void Require(string claim)
    {
        if (PaperCatalog.Find(claim)[0].Claims[0].Data is not { } name) return;
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(DataCatalog.FolderVariable)))
            Environment.SetEnvironmentVariable(DataCatalog.FolderVariable, Path.Combine(Repository.Root, "..", "shared", "data"));
        Assert.SkipUnless(DataCatalog.List().Any(entry => entry.Name == name && entry.IsPresent), $"The data set '{name}' is not there; set {DataCatalog.FolderVariable} to the folder that holds it.");
    }
}
