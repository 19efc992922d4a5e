using Basin.Experiments.Catalogs;
using Basin.Models;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard;

/// <summary>The only way from an address to a run folder.</summary>
/// <param name="runs">The runs that are served.</param>
internal sealed class RunDoor(ServedRuns runs)
{
    private const int LongestId = 1024;

    /// <summary>Answers about a run.</summary>
    /// <param name="id">As it stands in the address.</param>
    /// <param name="answer">Told which run it is.</param>
    /// <exception cref="RefusalException">There is no such run, or it cannot be read.</exception>
    public IResult Open(string id, Func<ListedRun, IResult> answer)
    {
        var run = Find(id) ?? throw Missing(id);
        try
        {
            return answer(run);
        }
        catch (BadInputException e)
        {
            throw new RefusalException(StatusCodes.Status422UnprocessableEntity, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException(StatusCodes.Status422UnprocessableEntity, $"{run.Id}: its files cannot be read ({e.Message.TrimEnd('.')}). See whether the folder is still there and readable.");
        }
    }

    /// <summary>The run of an address; null for anything else.</summary>
    public ListedRun? Find(string id)
    {
        // Routing decodes an address but for its slashes.
        var decoded = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return decoded.Length <= LongestId ? runs.Find(decoded) : null;
    }

    /// <summary>There is no such run.</summary>
    public static RefusalException Missing(string id) => new(
        StatusCodes.Status404NotFound, $"No run '{(id.Length <= LongestId ? id : id[..LongestId])}' is below the folder that is served. The list of runs has those that are; one may have been moved or removed.");
}
