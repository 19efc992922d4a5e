using System.Buffers;

namespace Basin.Experiments.Catalogs;

/// <summary>The run folders below a root. Walking down and looking one up follow the same steps, so that whatever is found is also listed.</summary>
/// <param name="root">The folder; it may be missing.</param>
internal sealed class RunTree(string root)
{
    // Runs lie in folders of folders, not at the end of somebody's whole disk.
    private const int Depth = 6;
    private const int MaxFolders = 20_000;
    private const string Rounds = "rounds";

    private static readonly EnumerationOptions _foldersOnly = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint | FileAttributes.System, IgnoreInaccessible = true };

    private static readonly SearchValues<char> _noName = SearchValues.Create([.. Path.GetInvalidFileNameChars(), '/', '\\']);

    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Every folder with a <c>run.json</c>, the rounds of distillations included.</summary>
    public IEnumerable<ListedRun> All() => Walk().Where(place => place.IsRun).Select(place => new ListedRun(place.Id, place.Path));

    /// <summary>Every other folder.</summary>
    public IEnumerable<(string Id, string Path)> Others() => Walk().Where(place => !place.IsRun).Select(place => (place.Id, place.Path));

    /// <summary>The run with this identifier; null when no such run is listed, whatever the identifier looks like.</summary>
    public ListedRun? Find(string id)
    {
        var place = Top();
        string[] parts = id.Split('/');
        if (place.IsRun)
        {
            if (parts[0] != place.Id) return null;
            parts = parts[1..];
        }

        foreach (var name in parts)
        {
            if (place.Depth == Depth || !IsPlain(name) || !Leads(place, name)) return null;
            if (!IsFolder(Path.Combine(place.Path, name))) return null;
            place = Below(place, name);
        }

        return place.IsRun ? new ListedRun(place.Id, place.Path) : null;
    }

    private IEnumerable<Place> Walk()
    {
        var folders = 0;
        var open = new Stack<Place>();
        if (Directory.Exists(_root)) open.Push(Top());
        while (open.TryPop(out var place) && folders++ < MaxFolders)
        {
            yield return place;
            if (place.Depth == Depth) continue;
            foreach (var name in Names(place)) open.Push(Below(place, name));
        }
    }

    // A root that is a run itself goes by its folder's name.
    private Place Top() => IsRunFolder(_root) ? new Place(_root, Path.GetFileName(_root), 0, true) : new Place(_root, "", 0, false);

    private static Place Below(Place place, string name)
    {
        var path = Path.Combine(place.Path, name);
        return new Place(path, place.Id.Length == 0 ? name : $"{place.Id}/{name}", place.Depth + 1, IsRunFolder(path));
    }

    private static IEnumerable<string> Names(Place place)
    {
        if (place.IsRun) return IsFolder(Path.Combine(place.Path, Rounds)) ? [Rounds] : [];
        try
        {
            return [.. Directory.EnumerateDirectories(place.Path, "*", _foldersOnly).Select(path => Path.GetFileName(path)).Where(IsPlain)];
        }
        catch (IOException)
        {
            // It was removed after its name was read.
            return [];
        }
    }

    private static bool IsFolder(string path) => Directory.Exists(path) && (new DirectoryInfo(path).Attributes & _foldersOnly.AttributesToSkip) == 0;

    // Inside a run there are no other runs than its rounds.
    private static bool Leads(Place place, string name) => !place.IsRun || name == Rounds;

    private static bool IsPlain(string name) => name.Length > 0 && name[0] != '.' && !name.AsSpan().ContainsAny(_noName) && !name.Any(char.IsControl);

    private static bool IsRunFolder(string path) => File.Exists(Path.Combine(path, "run.json"));

    private sealed record Place(string Path, string Id, int Depth, bool IsRun);
}
