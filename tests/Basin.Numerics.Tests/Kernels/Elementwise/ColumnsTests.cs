using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.Kernels.Elementwise;

public sealed unsafe class ColumnsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(7, 16)]
    [InlineData(128, 10)]
    [InlineData(4000, 16)]
    [InlineData(9000, 19)]
    [InlineData(3, 5000)]
    [InlineData(40, 9001)]
    [InlineData(100_000, 1)]
    public void Columns_sum_whatever_the_shape_and_the_threads(int rows, int columns)
    {
        using var x = new Guarded<double>(rows * columns).Filled(1);
        using var sums = new Guarded<double>(columns).Filled(2);
        using var more = new Guarded<double>(columns);
        using var workers = new Workers(2);
        var expected = new double[columns];
        for (var i = 0; i < rows * columns; i++) expected[i % columns] += x[i];
        Columns.Sum(Workers.Serial, rows, columns, x.Data, sums.Data, accumulate: false);
        for (var c = 0; c < columns; c++) Assert.Equal(expected[c], sums[c], 1e-10);
        Columns.Sum(workers, rows, columns, x.Data, more.Data, accumulate: false);
        Assert.Equal(sums.ToArray(), more.ToArray());
        Columns.Sum(workers, rows, columns, x.Data, more.Data, accumulate: true);
        for (var c = 0; c < columns; c++) Assert.Equal(2 * sums[c], more[c]);
        more.AssertMargin();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(3000, 21)]
    public void A_row_is_added_to_and_multiplies_every_row(int rows, int columns)
    {
        using var x = new Guarded<float>(rows * columns).Filled(1);
        using var row = new Guarded<float>(columns).Filled(2);
        using var y = new Guarded<float>(rows * columns);
        using var workers = new Workers(2);
        Columns.AddRow(workers, rows, columns, x.Data, row.Data, y.Data);
        for (var i = 0; i < rows * columns; i++) Assert.Equal(x[i] + row[i % columns], y[i]);
        Columns.MultiplyRow(workers, rows, columns, y.Data, row.Data, y.Data);
        for (var i = 0; i < rows * columns; i++) Assert.Equal((x[i] + row[i % columns]) * row[i % columns], y[i]);
        y.AssertMargin();
    }
}
