using System.Text;
using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private DataSplit<double> Open(string text, Func<DataSetOptions, DataSetOptions>? change = null)
    {
        var options = new DataSetOptions { Path = _folder.Text("a.csv", text), TestPath = _folder["a.csv"] };
        return DataSets.Open<double>(change is null ? options : change(options));
    }

    public static TheoryData<string, string> Layouts => new()
    {
        { "comma", "1,2,0\n3,4,1\n5,6,0\n7,8.5,1\n" },
        { "no newline at the end", "1,2,0\n3,4,1\n5,6,0\n7,8.5,1" },
        { "semicolon, Windows line ends", "1;2;0\r\n3;4;1\r\n5;6;0\r\n7;8.5;1\r\n" },
        { "tab", "1\t2\t0\n3\t4\t1\n5\t6\t0\n7\t8.5\t1\n" },
        { "blanks", " 1  2 0\n3 4 1 \n5 6 0\n7 8.5    1\n" },
        { "blanks around commas", "1 , 2, 0\n 3,4 ,1\n5,6,0\n7,8.5,1\n" },
        { "header", "a,b,label\n1,2,0\n3,4,1\n5,6,0\n7,8.5,1\n" },
        { "numbers as names", "0,1,label\n1,2,0\n3,4,1\n5,6,0\n7,8.5,1\n" },
        { "byte-order mark, quotes", "\uFEFF\"a\",\"b, c\",\"l\"\n\"1\",\"2\",0\n3,4,1\n5,6,0\n7,8.5,1\n" },
        { "comments and blank lines", "# made by hand\n\n1,2,0\n3,4,1\n\n5,6,0\n# more\n7,8.5,1\n" },
        { "exponents and signs", "1e0,+2,0\n3.0,40E-1,1\n5,6,0\n7,.85e1,1\n" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_layout_gives_the_same_table(string layout, string text)
    {
        var train = Open(text).Train;
        Assert.NotEmpty(layout);
        Assert.Equal(new Shape(2), train.ExampleShape);
        Assert.Equal([1.0, 2, 3, 4, 5, 6, 7, 8.5], train.Inputs.ToArray());
        Assert.Equal([0.0, 1, 0, 1], train.TargetValues.ToArray());
        Assert.Equal(Targets.Classes(2), train.Targets);
        Assert.Contains("2 classes, inferred from the labels", train.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b")]
    [InlineData("1")]
    [InlineData("-2")]
    public void The_label_column_has_a_name_or_an_index(string column)
    {
        var train = Open("a,b,c\n1,0,5\n2,1,6\n3,0,7\n4,1,8\n", options => options with { LabelColumn = column }).Train;
        Assert.Equal([1.0, 5, 2, 6, 3, 7, 4, 8], train.Inputs.ToArray());
        Assert.Equal([0.0, 1, 0, 1], train.TargetValues.ToArray());
    }

    [Fact]
    public void Text_labels_are_classes_in_the_order_of_the_alphabet()
    {
        var train = Open("1,virginica\n2,setosa\n3,setosa\n4,\"vers, i\"\n").Train;
        Assert.Equal(["setosa", "vers, i", "virginica"], train.ClassNames);
        Assert.Equal([2.0, 0, 0, 1], train.TargetValues.ToArray());
    }

    [Fact]
    public void Numbers_that_do_not_count_from_0_are_names_of_classes()
    {
        var train = Open(string.Concat(Enumerable.Repeat("1,-1\n2,1\n", 10))).Train;
        Assert.Equal(["-1", "1"], train.ClassNames);
        Assert.Equal([0.0, 1], train.TargetValues[..2].ToArray());
    }

    [Theory]
    [InlineData("1,0.5\n2,1\n3,0\n4,1\n")]
    [InlineData("1,151\n2,75\n3,141\n4,206\n")]
    [InlineData("1,0\n2,1\n3,2\n4,3\n")]
    public void Fractions_and_numbers_that_hardly_repeat_are_values(string text) =>
        Assert.Equal(Targets.Values(1), Open(text).Train.Targets);

    [Fact]
    public void The_choice_of_classes_or_values_is_the_users()
    {
        Assert.Equal(Targets.Values(1), Open("1,0\n2,1\n3,0\n4,1\n", o => o with { Targets = TargetChoice.Values }).Train.Targets);
        Assert.Equal(Targets.Classes(4), Open("1,0\n2,1\n3,2\n4,3\n", o => o with { Targets = TargetChoice.Classes }).Train.Targets);
        Assert.Equal(Targets.Classes(5), Open("1,0\n2,1\n3,0\n4,1\n", o => o with { Classes = 5 }).Train.Targets);
    }

    [Fact]
    public void Targets_may_lie_in_a_file_of_their_own_with_several_columns()
    {
        var y = _folder.Packed("y.csv.gz", "0.5;1\n1.5;2\n2.5;3\n"u8);
        var data = Open("1 2\n3 4\n5 6\n", o => o with { TargetPath = y, TestPath = null, TestFraction = 0.3 });
        Assert.Equal(Targets.Values(2), data.Train.Targets);
        Assert.Equal(new Shape(2), data.Train.ExampleShape);
        Assert.Equal((2, 1), (data.Train.Count, data.Test.Count));
        Assert.Equal(data.Test.Input(0)[0], 2 * data.Test.Target(0)[0], 1e-15);
    }

    [Fact]
    public void Long_files_and_lines_cross_the_buffer()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 40; i++) text.Append(string.Join(',', Enumerable.Range(0, 3000).Select(j => i + (j * 0.5)))).Append(',').Append(i % 2).Append('\n');
        var train = Open(text.ToString()).Train;
        Assert.Equal((40, 3000), (train.Count, train.ExampleShape.Length));
        for (var i = 0; i < 40; i++)
        {
            for (var j = 0; j < 3000; j++) Assert.Equal(i + (j * 0.5), train.Input(i)[j]);
        }
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "1,2,0\n3,4\n", "a.csv, line 2: 2 fields; wanted 3, as in the first line. Every line needs the same columns: complete or remove it, or state the delimiter." },
        { "1,2,0\n\n3,4,1,9\n", "a.csv, line 3: 4 fields; wanted 3" },
        { "1,2,0\n3,abc,1\n", "a.csv, line 2, column 1: the text 'abc'; wanted a number with a decimal point. Correct it, or remove the line or the column." },
        { "a,b,c\n1,2,0\n3,4,1\n3,x,1\n", "a.csv, line 4, column 'b': the text 'x'; wanted a number" },
        { "1,2,0\n3,,1\n", "a.csv, line 2, column 1: a missing value (''); wanted a number" },
        { "1,2,0\n3,NA,1\n", "a.csv, line 2, column 1: a missing value ('NA'); wanted a number" },
        { "1;2;0\n3;1,5;1\n", "a.csv, line 2, column 1: the text '1,5'; wanted a number with a decimal point" },
        { "1,2,0\n3,4,x\n", "a.csv, line 2, column 2: the text 'x'; wanted a number" },
        { "1,2,0\nnan,Infinity,1\n", "a.csv: 2 of the inputs are NaN or infinite, the first (NaN) at example 1, element [0]; wanted finite numbers." },
        { "", "a.csv: the file is empty (0 bytes); wanted data." },
        { "\n# only this\n\n", "a.csv: no lines but blanks and comments; wanted a line an example." },
        { "1\n2\n", "a.csv: one column, the label; wanted at least one feature beside it." },
        { "1,2,0\n3,\u0001\u00074,1\n", "column 1: the text '\uFFFD\uFFFD4'" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_table_is_refused_with_its_line(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<BadInputException>(() => Open(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_label_column_that_is_not_there_lists_those_that_are()
    {
        var error = Assert.Throws<BadInputException>(() => Open("a,b\n1,0\n2,1\n", o => o with { LabelColumn = "class" }));
        Assert.EndsWith("a.csv: the columns a, b; wanted a label column 'class'. Give one of the names, or an index from -2 to 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_table_that_is_cut_off_is_refused_and_one_of_several_members_is_whole()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i * 7919 % 1000},{i % 2}\n")));
        var packed = TemporaryFolder.Gzip(text);
        var whole = DataSets.Open<float>(new DataSetOptions { Path = _folder.Write("whole.csv.gz", [.. packed, .. packed]) });
        Assert.Equal(4000, whole.Train.Count + whole.Test.Count);
        foreach (var cut in (int[])[1, 8, 9, packed.Length / 2])
        {
            foreach (var bytes in (byte[][])[packed[..^cut], [.. packed, .. packed[..^cut]]])
            {
                var error = Assert.Throws<BadInputException>(() => DataSets.Open<float>(new DataSetOptions { Path = _folder.Write("cut.csv.gz", bytes) }));
                Assert.Matches(@"cut\.csv\.gz: the compressed data are corrupt or cut off after [\d,]+ unpacked bytes; wanted an intact file", error.Message);
            }
        }
    }

    [Fact]
    public void UTF_16_is_said_by_name() =>
        Assert.Contains("UTF-16 text; wanted UTF-8", Assert.Throws<BadInputException>(() => DataSets.Open<float>(new DataSetOptions { Path = _folder.Write("u.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("1,2\n")).ToArray()) })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_test_label_unknown_to_the_training_examples_is_refused()
    {
        var test = _folder.Text("t.csv", "1,cat\n2,emu\n");
        var error = Assert.Throws<BadInputException>(() => Open("1,cat\n2,dog\n", o => o with { TestPath = test }));
        Assert.Equal($"{test}: label 'emu' at example 1, which no training example has; wanted one of cat, dog. Correct it, or remove the example.", error.Message);
    }

    public void Dispose() => _folder.Dispose();
}
