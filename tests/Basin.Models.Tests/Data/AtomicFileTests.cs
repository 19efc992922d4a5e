using Basin.Models.Data;

namespace Basin.Models.Tests.Data;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        var path = _folder.Text("a.txt", "old");
        var error = Assert.Throws<BadInputException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Equal($"{path}: the file cannot be written (No space left on device); wanted a writable folder with free space. Nothing was changed there; free space or choose another folder.", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Any_other_failure_cleans_up_too()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_folder["a.txt"], _ => throw new InvalidOperationException()));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void A_missing_folder_is_said() =>
        Assert.Contains("the file cannot be written (Could not find a part of the path", Assert.Throws<BadInputException>(() => AtomicFile.Write(_folder["no/a.txt"], _ => { })).Message, StringComparison.Ordinal);

    [Fact]
    public void The_new_content_replaces_the_old()
    {
        var path = _folder.Text("a.txt", "a long old text");
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Root));
    }

    public void Dispose() => _folder.Dispose();
}
