using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Basin.App.Dashboard.Streams;

/// <summary>Writes server-sent events. Each goes out before the next is made, so that a slow reader costs time and no memory.</summary>
/// <param name="output">Where.</param>
/// <param name="beat">When the stream shall show that it lives.</param>
internal sealed class EventWriter(PipeWriter output, PeriodicTimer beat)
{
    private Task<bool>? _beat;

    /// <summary>Writes an event.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it tells, as JSON on one line.</param>
    /// <param name="id">What a reader that comes back shall begin with; null for what it had.</param>
    /// <param name="cancellationToken">The reader has left.</param>
    public async Task Write<T>(string name, T value, string? id, CancellationToken cancellationToken)
    {
        var head = id is null ? $"event: {name}\ndata: " : $"id: {id}\nevent: {name}\ndata: ";
        output.Write(Encoding.UTF8.GetBytes(head));
        output.Write(DashboardJson.Bytes(value));
        output.Write("\n\n"u8);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Writes a line that readers pass over.</summary>
    public async Task Comment(CancellationToken cancellationToken)
    {
        output.Write(":\n\n"u8);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Waits until something has happened, with a comment at each beat.</summary>
    public async Task Until(Task happened, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(happened, _beat ??= beat.WaitForNextTickAsync(cancellationToken).AsTask()) != happened)
        {
            await _beat;
            _beat = null;
            await Comment(cancellationToken);
        }

        await happened;
    }
}
