using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Tracing;

/// <summary>
/// A reshape merges neighbouring axes and splits others. Where the axes that it merges are neighbours in the stored order too, it
/// moves nothing: (n, c, h, w) to (n, c, hw) is free for images stored as (n, h, w, c).
/// </summary>
internal static class AxisGroups
{
    /// <summary>The stored order after the reshape; null when elements would have to move.</summary>
    /// <param name="from">The shape before.</param>
    /// <param name="to">The shape after.</param>
    /// <param name="order">Stored axis i is axis order[i] of <paramref name="from"/>.</param>
    public static int[]? Reorder(Shape from, Shape to, ReadOnlySpan<int> order)
    {
        if (from.Length == 0 || from.Length != to.Length) return null;
        var groupOf = new int[from.Rank];
        var targets = new List<Range>();
        for (int i = 0, j = 0; i < from.Rank || j < to.Rank;)
        {
            var first = j;
            long a = 1, b = 1;
            if (i < from.Rank) TakeFrom();
            if (j < to.Rank) b *= to[j++];
            while (a != b)
            {
                if (a < b) TakeFrom();
                else b *= to[j++];
            }

            targets.Add(first..j);

            void TakeFrom()
            {
                groupOf[i] = targets.Count;
                a *= from[i++];
            }
        }

        return Order(from, order, groupOf, targets);
    }

    private static int[]? Order(Shape from, ReadOnlySpan<int> order, int[] groupOf, List<Range> targets)
    {
        var result = new List<int>();
        var done = new bool[targets.Count];
        int open = -1, last = -1;
        foreach (var axis in order)
        {
            var group = groupOf[axis];
            if (group != open)
            {
                // An axis of extent 1 may lie anywhere, also among those of another group.
                if (from[axis] == 1 && (done[group] || IsShared(group, axis, from, groupOf))) continue;
                if (done[group]) return null;
                Emit(group);
                (open, last) = (group, axis);
            }
            else if (from[axis] != 1)
            {
                if (axis < last) return null;
                last = axis;
            }
        }

        for (var group = 0; group < targets.Count; group++)
            if (!done[group]) Emit(group);
        return [.. result];

        void Emit(int group)
        {
            done[group] = true;
            for (var axis = targets[group].Start.Value; axis < targets[group].End.Value; axis++) result.Add(axis);
        }
    }

    // Whether the group has axes that matter more than this one of extent 1.
    private static bool IsShared(int group, int axis, Shape from, int[] groupOf)
    {
        for (var other = 0; other < groupOf.Length; other++)
            if (other != axis && groupOf[other] == group && from[other] != 1) return true;
        return false;
    }
}
