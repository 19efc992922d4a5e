using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Basin.App.Dashboard.Security;

/// <summary>Text that only some may know, compared in a time that tells nothing about it.</summary>
internal sealed class Secret(string text)
{
    private readonly byte[] _hash = Hash(text);

    public string Text => text;

    /// <summary>A new one of 256 bits.</summary>
    public static Secret Draw() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Another secret that follows from this one, and from which this one does not follow.</summary>
    public Secret Derive(string purpose) => new(Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(purpose))));

    /// <summary>Whether someone knows it. Hashes have one length, so that not even the secret's length shows.</summary>
    public bool Is(string? other) => other is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(other));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
