using System.Runtime.Intrinsics;

namespace Basin.Training.Theory;

/// <summary>Products of a few rows with small matrices, in float64. Rows come in fours and are padded to sixteen numbers; the caller sees to it.</summary>
/// <remarks>Multiplications and additions are fused and in one order, lanes apart, so that every machine gives the same bits.</remarks>
internal static unsafe class RowKernels
{
    public const int RowsTogether = 4;
    private const int Lanes = 8;
    private const int Width = 2 * Lanes;

    public static int Padded(int numbers) => (numbers + Width - 1) / Width * Width;

    public static int PaddedRows(int rows) => (rows + RowsTogether - 1) / RowsTogether * RowsTogether;

    /// <summary>z = x·w, for x of shape (rows, inner) with a stride, w of shape (inner, width), z of shape (rows, width).</summary>
    public static void Multiply(double* x, int rows, int inner, int stride, double* w, int width, double* z)
    {
        for (var b = 0; b < rows; b += RowsTogether)
        {
            var row = x + ((long)b * stride);
            for (var c = 0; c < width; c += Width)
            {
                Vector512<double> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
                var from = w + c;
                for (var i = 0; i < inner; i++, from += width)
                {
                    var (left, right) = (Vector512.Load(from), Vector512.Load(from + Lanes));
                    var x0 = Vector512.Create(row[i]);
                    var x1 = Vector512.Create(row[i + stride]);
                    var x2 = Vector512.Create(row[i + (2 * stride)]);
                    var x3 = Vector512.Create(row[i + (3 * stride)]);
                    s00 = Vector512.FusedMultiplyAdd(x0, left, s00);
                    s01 = Vector512.FusedMultiplyAdd(x0, right, s01);
                    s10 = Vector512.FusedMultiplyAdd(x1, left, s10);
                    s11 = Vector512.FusedMultiplyAdd(x1, right, s11);
                    s20 = Vector512.FusedMultiplyAdd(x2, left, s20);
                    s21 = Vector512.FusedMultiplyAdd(x2, right, s21);
                    s30 = Vector512.FusedMultiplyAdd(x3, left, s30);
                    s31 = Vector512.FusedMultiplyAdd(x3, right, s31);
                }

                var to = z + ((long)b * width) + c;
                Store(to, s00, s01);
                Store(to + width, s10, s11);
                Store(to + (2 * width), s20, s21);
                Store(to + (3 * width), s30, s31);
            }
        }
    }

    /// <summary>w += scale·xᵀ·d, for x of shape (rows, inner) with a stride, d of shape (rows, width), w of shape (inner, width).</summary>
    public static void AddOuter(double* x, int rows, int inner, int stride, double* d, int width, double scale, double* w)
    {
        for (var b = 0; b < rows; b += RowsTogether)
        {
            var row = x + ((long)b * stride);
            for (var c = 0; c < width; c += Width)
            {
                var from = d + ((long)b * width) + c;
                var (d00, d01) = (Vector512.Load(from) * scale, Vector512.Load(from + Lanes) * scale);
                var (d10, d11) = (Vector512.Load(from + width) * scale, Vector512.Load(from + width + Lanes) * scale);
                var (d20, d21) = (Vector512.Load(from + (2 * width)) * scale, Vector512.Load(from + (2 * width) + Lanes) * scale);
                var (d30, d31) = (Vector512.Load(from + (3 * width)) * scale, Vector512.Load(from + (3 * width) + Lanes) * scale);
                var to = w + c;
                for (var i = 0; i < inner; i++, to += width)
                {
                    var x0 = Vector512.Create(row[i]);
                    var x1 = Vector512.Create(row[i + stride]);
                    var x2 = Vector512.Create(row[i + (2 * stride)]);
                    var x3 = Vector512.Create(row[i + (3 * stride)]);
                    var left = Vector512.FusedMultiplyAdd(x0, d00, Vector512.Load(to));
                    var right = Vector512.FusedMultiplyAdd(x0, d01, Vector512.Load(to + Lanes));
                    left = Vector512.FusedMultiplyAdd(x1, d10, left);
                    right = Vector512.FusedMultiplyAdd(x1, d11, right);
                    left = Vector512.FusedMultiplyAdd(x2, d20, left);
                    right = Vector512.FusedMultiplyAdd(x2, d21, right);
                    Store(to, Vector512.FusedMultiplyAdd(x3, d30, left), Vector512.FusedMultiplyAdd(x3, d31, right));
                }
            }
        }
    }

    /// <summary>o = a·bᵀ, for a of shape (rows, width), b of shape (others, width), o of shape (rows, others) with a stride.</summary>
    public static void Dots(double* a, int rows, double* b, int others, int width, double* o, int stride)
    {
        for (var i = 0; i < rows; i += RowsTogether)
        {
            var row = a + ((long)i * width);
            for (var j = 0; j < others; j++)
            {
                Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
                var other = b + ((long)j * width);
                for (var c = 0; c < width; c += Lanes)
                {
                    var right = Vector512.Load(other + c);
                    s0 = Vector512.FusedMultiplyAdd(Vector512.Load(row + c), right, s0);
                    s1 = Vector512.FusedMultiplyAdd(Vector512.Load(row + width + c), right, s1);
                    s2 = Vector512.FusedMultiplyAdd(Vector512.Load(row + (2 * width) + c), right, s2);
                    s3 = Vector512.FusedMultiplyAdd(Vector512.Load(row + (3 * width) + c), right, s3);
                }

                var to = o + ((long)i * stride) + j;
                to[0] = Total(s0);
                to[stride] = Total(s1);
                to[2 * stride] = Total(s2);
                to[3 * stride] = Total(s3);
            }
        }
    }

    /// <summary>x ← max(0, x); the length is a multiple of 16.</summary>
    public static void Rectify(double* x, int length)
    {
        for (var i = 0; i < length; i += Lanes) Vector512.Max(Vector512.Load(x + i), default).Store(x + i);
    }

    /// <summary>x ← x where h is above 0, and 0 elsewhere; the length is a multiple of 16.</summary>
    public static void Mask(double* h, double* x, int length)
    {
        for (var i = 0; i < length; i += Lanes)
            (Vector512.GreaterThan(Vector512.Load(h + i), default) & Vector512.Load(x + i)).Store(x + i);
    }

    /// <summary>y += a·x; the length is a multiple of 16.</summary>
    public static void AddScaled(double a, double* x, double* y, int length)
    {
        for (var i = 0; i < length; i += Lanes)
            Vector512.FusedMultiplyAdd(Vector512.Create(a), Vector512.Load(x + i), Vector512.Load(y + i)).Store(y + i);
    }

    // The order of additions is written out: the library's own sum may choose another on another machine.
    private static double Total(Vector512<double> sums)
    {
        var four = sums.GetLower() + sums.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    private static void Store(double* to, Vector512<double> left, Vector512<double> right)
    {
        left.Store(to);
        right.Store(to + Lanes);
    }
}
