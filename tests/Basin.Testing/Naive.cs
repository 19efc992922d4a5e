namespace Basin.Testing;

/// <summary>Networks' operations as the textbooks write them, in hyper-dual numbers, over flat row-major arrays.</summary>
public static class Naive
{
    /// <summary>x (n, in) times w (in, out) plus b (out).</summary>
    public static HyperDual[] Dense(HyperDual[] x, HyperDual[] w, HyperDual[] b, int n)
    {
        int outputs = b.Length, inputs = w.Length / outputs;
        var y = new HyperDual[n * outputs];
        for (var i = 0; i < n; i++)
        {
            for (var o = 0; o < outputs; o++)
            {
                var sum = b[o];
                for (var j = 0; j < inputs; j++) sum += x[(i * inputs) + j] * w[(j * outputs) + o];
                y[(i * outputs) + o] = sum;
            }
        }

        return y;
    }

    public static HyperDual[] Map(HyperDual[] x, Func<HyperDual, HyperDual> f) => [.. x.Select(f)];

    public static HyperDual[] Add(HyperDual[] x, HyperDual[] y) => [.. x.Zip(y, (a, b) => a + b)];

    /// <summary>Images (n, h, w, c), weights (k, k, c, o), zeros outside.</summary>
    public static HyperDual[] Convolve(HyperDual[] x, HyperDual[] weights, int n, int h, int w, int c, int o, int k, int stride, int pad)
    {
        int outH = ((h + (2 * pad) - k) / stride) + 1, outW = ((w + (2 * pad) - k) / stride) + 1;
        var y = new HyperDual[n * outH * outW * o];
        for (var i = 0; i < n; i++)
            for (var r = 0; r < outH; r++)
                for (var s = 0; s < outW; s++)
                    for (var f = 0; f < o; f++)
                    {
                        HyperDual sum = 0;
                        for (var dr = 0; dr < k; dr++)
                            for (var ds = 0; ds < k; ds++)
                            {
                                int row = (r * stride) + dr - pad, column = (s * stride) + ds - pad;
                                if (row < 0 || row >= h || column < 0 || column >= w) continue;
                                for (var e = 0; e < c; e++)
                                    sum += x[(((((i * h) + row) * w) + column) * c) + e] * weights[(((((dr * k) + ds) * c) + e) * o) + f];
                            }

                        y[(((((i * outH) + r) * outW) + s) * o) + f] = sum;
                    }

        return y;
    }

    /// <summary>Normalises over all rows for each of c columns, then scales and shifts.</summary>
    public static HyperDual[] BatchNorm(HyperDual[] x, HyperDual[] scale, HyperDual[] shift, double epsilon)
    {
        int c = scale.Length, rows = x.Length / c;
        var y = new HyperDual[x.Length];
        for (var j = 0; j < c; j++)
            Normalize([.. Enumerable.Range(0, rows).Select(i => (i * c) + j)], x, y, _ => (scale[j], shift[j]), epsilon);
        return y;
    }

    /// <summary>Normalises each row of length c, then scales and shifts.</summary>
    public static HyperDual[] LayerNorm(HyperDual[] x, HyperDual[] scale, HyperDual[] shift, double epsilon)
    {
        var c = scale.Length;
        var y = new HyperDual[x.Length];
        for (var i = 0; i < x.Length / c; i++)
        {
            var row = i;
            Normalize([.. Enumerable.Range(row * c, c)], x, y, at => (scale[at % c], shift[at % c]), epsilon);
        }

        return y;
    }

    public static HyperDual[] Softmax(HyperDual[] x, int columns)
    {
        var y = new HyperDual[x.Length];
        for (var i = 0; i < x.Length; i += columns)
        {
            var max = x[i..(i + columns)].Max(element => element.Value);
            HyperDual sum = 0;
            for (var j = i; j < i + columns; j++) sum += y[j] = HyperDual.Exp(x[j] - max);
            for (var j = i; j < i + columns; j++) y[j] /= sum;
        }

        return y;
    }

    /// <summary>The largest of each 2x2 of square images (n, side, side, c).</summary>
    public static HyperDual[] MaxPool(HyperDual[] x, int n, int side, int c) =>
        [.. from i in Enumerable.Range(0, n) from r in Enumerable.Range(0, side / 2) from s in Enumerable.Range(0, side / 2) from e in Enumerable.Range(0, c)
            select (from dr in Enumerable.Range(0, 2) from ds in Enumerable.Range(0, 2) select x[(((((i * side) + (2 * r) + dr) * side) + (2 * s) + ds) * c) + e]).MaxBy(value => value.Value)];

    /// <summary>The mean over the pixels of images (n, …, c).</summary>
    public static HyperDual[] MeanOverPixels(HyperDual[] x, int n, int c)
    {
        var pixels = x.Length / n / c;
        var y = new HyperDual[n * c];
        for (var i = 0; i < x.Length; i++) y[(i / (pixels * c) * c) + (i % c)] += x[i] / pixels;
        return y;
    }

    /// <summary>softmax(QKᵀ/√each)·V, head by head; all of shape (n, tokens, heads·each).</summary>
    public static HyperDual[] Attention(HyperDual[] query, HyperDual[] key, HyperDual[] value, int n, int tokens, int heads, int each)
    {
        var y = new HyperDual[query.Length];
        int At(int i, int t, int h, int e) => (((((i * tokens) + t) * heads) + h) * each) + e;
        for (var i = 0; i < n; i++)
            for (var h = 0; h < heads; h++)
                for (var t = 0; t < tokens; t++)
                {
                    var scores = new HyperDual[tokens];
                    for (var s = 0; s < tokens; s++)
                    {
                        for (var e = 0; e < each; e++) scores[s] += query[At(i, t, h, e)] * key[At(i, s, h, e)];
                        scores[s] /= Math.Sqrt(each);
                    }

                    var weights = Softmax(scores, tokens);
                    for (var s = 0; s < tokens; s++)
                        for (var e = 0; e < each; e++) y[At(i, t, h, e)] += weights[s] * value[At(i, s, h, e)];
                }

        return y;
    }

    /// <summary>The mean of −log softmax(z)[class].</summary>
    public static HyperDual CrossEntropy(HyperDual[] z, double[] classes)
    {
        var columns = z.Length / classes.Length;
        var p = Softmax(z, columns);
        HyperDual sum = 0;
        for (var i = 0; i < classes.Length; i++) sum -= HyperDual.Log(p[(i * columns) + (int)classes[i]]);
        return sum / classes.Length;
    }

    /// <summary>The mean over examples of ½‖z − t‖².</summary>
    public static HyperDual SquaredError(HyperDual[] z, double[] targets, int n)
    {
        HyperDual sum = 0;
        for (var i = 0; i < z.Length; i++) sum += (z[i] - targets[i]) * (z[i] - targets[i]);
        return sum / (2 * n);
    }

    /// <summary>The mean of log(1 + e^z) − yz.</summary>
    public static HyperDual Logistic(HyperDual[] z, double[] labels)
    {
        HyperDual sum = 0;
        for (var i = 0; i < z.Length; i++) sum += HyperDual.Softplus(z[i]) - (labels[i] * z[i]);
        return sum / z.Length;
    }

    private static void Normalize(int[] at, HyperDual[] x, HyperDual[] y, Func<int, (HyperDual Scale, HyperDual Shift)> affine, double epsilon)
    {
        HyperDual mean = 0, variance = 0;
        foreach (var i in at) mean += x[i] / at.Length;
        foreach (var i in at) variance += (x[i] - mean) * (x[i] - mean) / at.Length;
        var deviation = HyperDual.Sqrt(variance + epsilon);
        foreach (var i in at)
        {
            var (scale, shift) = affine(i);
            y[i] = (scale * (x[i] - mean) / deviation) + shift;
        }
    }
}
