namespace Basin.Models.Data;

/// <summary>Writes a file so that a reader, a crash or a full disk never sees half of it.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes to a temporary name in the same folder, forces the bytes to the disk, and renames over
    /// <paramref name="path"/>. On any failure the old file is untouched and the temporary one is removed.
    /// </summary>
    /// <param name="path">The file to make or replace; its folder exists.</param>
    /// <param name="write">Writes the content; must not keep the stream.</param>
    /// <exception cref="BadInputException">The folder is missing or not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            throw BadInputException.At(path, $"the file cannot be written ({e.Message.TrimEnd('.')})", "a writable folder with free space", "Nothing was changed there; free space or choose another folder.", e);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The write has failed already; its reason matters more than a leftover.
        }
    }
}
