using System.Globalization;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Catalogs;

/// <summary>A claim in a reproduction's file.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Folder">The reproduction.</param>
/// <param name="Result">As the file has it.</param>
/// <param name="Finished">When the file was written, UTC.</param>
internal sealed record FoundClaim(string Paper, string Claim, ListedRun Folder, JsonObject Result, DateTime Finished)
{
    /// <summary>Whether it has a verdict.</summary>
    public bool WasRun => Result["passed"] is not null;

    /// <summary>With where and when.</summary>
    public JsonObject Json()
    {
        var json = (JsonObject)Result.DeepClone();
        json["folder"] = Folder.Id;
        json["finished"] = Finished.ToString("O", CultureInfo.InvariantCulture);
        return json;
    }
}
