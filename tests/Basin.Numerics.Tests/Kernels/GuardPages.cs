namespace Basin.Numerics.Tests.Kernels;

using System.Runtime.InteropServices;

/// <summary>Pages that may not be read, on Linux.</summary>
internal static unsafe partial class GuardPages
{
    [LibraryImport("libc", EntryPoint = "mmap")]
    public static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    public static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(void* address, nuint length);
}
