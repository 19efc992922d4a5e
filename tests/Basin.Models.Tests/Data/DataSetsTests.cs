using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class DataSetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static DataSplit<float> Open(string path, Func<DataSetOptions, DataSetOptions>? change = null)
    {
        var options = new DataSetOptions { Path = path };
        return DataSets.Open<float>(change is null ? options : change(options));
    }

    private void WriteMnist(string folder, string ending, bool packed)
    {
        void Put(string name, byte[] bytes) => _folder.Write($"{folder}/{name}{ending}{(packed ? ".gz" : "")}", packed ? TemporaryFolder.Gzip(bytes) : bytes);
        Put("train-images-idx3", TemporaryFolder.Idx(8, [3, 1, 2], 0, 255, 51, 102, 255, 0));
        Put("train-labels-idx1", TemporaryFolder.Idx(8, [3], 2, 0, 1));
        Put("t10k-images-idx3", TemporaryFolder.Idx(8, [1, 1, 2], 255, 255));
        Put("t10k-labels-idx1", TemporaryFolder.Idx(8, [1], 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_of_four_IDX_files_gives_both_parts_scaled_to_1(bool packed)
    {
        WriteMnist("mn", "-ubyte", packed);
        var (train, test) = Open(_folder["mn"], options => options with { Standardize = StandardizationKind.Scale });
        Assert.Equal(new Shape(1, 2, 1), train.ExampleShape);
        Assert.Equal([0f, 1, 0.2f, 0.4f, 1, 0], train.Inputs.ToArray());
        Assert.Equal([2f, 0, 1], train.TargetValues.ToArray());
        Assert.Equal(Targets.Classes(3), test.Targets);
        Assert.Equal(Standardization.Divide(255), test.Standardization);
        Assert.Equal([1f, 1], test.Inputs.ToArray());
        Assert.Equal(("mn/train", "mn/test"), (train.Name, test.Name));
    }

    [Fact]
    public void One_file_of_images_finds_its_labels()
    {
        WriteMnist("mn", "-ubyte", packed: false);
        var (train, test) = Open(_folder["mn/train-images-idx3-ubyte"], o => o with { Standardize = StandardizationKind.None });
        Assert.Equal((2, 1), (train.Count, test.Count));
        Assert.Equal(StandardizationKind.None, train.Standardization.Kind);
        Assert.Equal(255, train.Inputs.ToArray().Concat(test.Inputs.ToArray()).Max());
    }

    [Fact]
    public void Held_out_examples_follow_from_the_seed_alone()
    {
        var path = _folder.Text("a.csv", string.Concat(Enumerable.Range(0, 100).Select(i => $"{i},{i % 2}\n")));
        var first = Open(path, o => o with { SplitSeed = 3 });
        var second = Open(path, o => o with { SplitSeed = 3 });
        var other = Open(path, o => o with { SplitSeed = 4 });
        Assert.Equal((90, 10), (first.Train.Count, first.Test.Count));
        Assert.Equal(first.Test.Hash, second.Test.Hash);
        Assert.NotEqual(first.Test.Hash, other.Test.Hash);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i), first.Train.Inputs.ToArray().Concat(first.Test.Inputs.ToArray()).Order());
        Assert.Equal(25, Open(path, o => o with { TestFraction = 0.25 }).Test.Count);
    }

    [Fact]
    public void The_test_part_is_standardised_with_the_training_statistics()
    {
        var train = _folder.Text("a.csv", "1,0\n3,1\n");
        var test = _folder.Text("b.csv", "5,0\n");
        var split = Open(train, o => o with { TestPath = test, Standardize = StandardizationKind.PerFeature, Targets = TargetChoice.Classes });
        Assert.Equal([-1f, 1], split.Train.Inputs.ToArray());
        Assert.Equal([3f], split.Test.Inputs.ToArray());
        Assert.Equal(split.Train.Standardization, split.Test.Standardization);
        Assert.Equal([2.0, 1.0], split.Train.Standardization.Offset.Concat(split.Train.Standardization.Scale));
    }

    [Fact]
    public void Limits_cut_before_statistics_are_taken()
    {
        var train = _folder.Text("a.csv", "1,0\n3,1\n500,1\n");
        var split = Open(train, o => o with { TestPath = train, Limit = 2, TestLimit = 1, Standardize = StandardizationKind.PerFeature, Targets = TargetChoice.Classes });
        Assert.Equal([-1f, 1], split.Train.Inputs.ToArray());
        Assert.Equal(1, split.Test.Count);
        Assert.Contains("the first 2 of 3 examples", split.Train.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void CIFAR_planes_become_pixels()
    {
        var path = _folder.Write("data.bin", TemporaryFolder.Cifar(1, (0, 3), (0, 9)));
        var (train, _) = Open(path, o => o with { TestPath = path, Standardize = StandardizationKind.None });
        Assert.Equal(new Shape(32, 32, 3), train.ExampleShape);
        Assert.Equal(Targets.Classes(10), train.Targets);
        Assert.Equal([3f, 9], train.TargetValues.ToArray());
        for (var p = 0; p < 1024; p++)
        {
            for (var c = 0; c < 3; c++) Assert.Equal((c * 80) + (p % 80) + 1, train.Input(1)[(3 * p) + c]);
        }
    }

    [Fact]
    public void CIFAR_100_gives_the_fine_label_or_the_coarse_one()
    {
        var path = _folder.Write("data.bin", TemporaryFolder.Cifar(2, (1, 40), (4, 7)));
        Assert.Equal([40f, 7], Open(path, o => o with { TestPath = path }).Train.TargetValues.ToArray());
        var coarse = Open(path, o => o with { TestPath = path, CoarseLabels = true }).Train;
        Assert.Equal([1f, 4], coarse.TargetValues.ToArray());
        Assert.Equal(Targets.Classes(5), coarse.Targets);
        Assert.Equal(Targets.Classes(100), Open(path, o => o with { TestPath = path, Classes = 100 }).Train.Targets);
    }

    [Fact]
    public void A_folder_of_CIFAR_batches_is_read_in_order()
    {
        _folder.Write("c/data_batch_2.bin", TemporaryFolder.Cifar(1, (0, 2)));
        _folder.Write("c/data_batch_1.bin", TemporaryFolder.Cifar(1, (0, 1), (0, 5)));
        _folder.Write("c/test_batch.bin", TemporaryFolder.Cifar(1, (0, 7)));
        var (train, test) = Open(_folder["c"]);
        Assert.Equal([1f, 5, 2], train.TargetValues.ToArray());
        Assert.Equal([7f], test.TargetValues.ToArray());
    }

    [Fact]
    public void An_archive_gives_x_and_y_and_their_test_parts()
    {
        NpzFile.Write(_folder["k.npz"], [NamedArray.From<float>("x_train", new Shape(2, 2), [1, 2, 3, 4]), NamedArray.From<long>("y_train", [1, 0]), NamedArray.From<float>("x_test", new Shape(1, 2), [5, 6]), NamedArray.From<long>("y_test", [1])]);
        var (train, test) = Open(_folder["k.npz"]);
        Assert.Equal([1f, 2, 3, 4], train.Inputs.ToArray());
        Assert.Equal([5f, 6], test.Inputs.ToArray());
        Assert.Equal(Targets.Classes(2), train.Targets);
        NpzFile.Write(_folder["r.npz"], [NamedArray.From<double>("X", new Shape(4, 1), [1, 2, 3, 4]), NamedArray.From<double>("Y", new Shape(4, 2), [1, 2, 3, 4, 5, 6, 7, 8])]);
        Assert.Equal(Targets.Values(2), Open(_folder["r.npz"]).Train.Targets);
    }

    [Fact]
    public void Images_of_bytes_get_a_channel_and_channels_first_are_turned()
    {
        NpzFile.Write(_folder["g.npz"], [NamedArray.From<byte>("x", new Shape(2, 1, 2), [0, 51, 102, 255]), NamedArray.From<byte>("y", [0, 1])]);
        Assert.Equal(new Shape(1, 2, 1), Open(_folder["g.npz"]).Train.ExampleShape);
        NpzFile.Write(_folder["t.npz"], [NamedArray.From<float>("x", new Shape(1, 3, 1, 5), Enumerable.Range(0, 15).Select(i => (float)i).ToArray()), NamedArray.From<byte>("y", [0])]);
        var error = Assert.Throws<BadInputException>(() => Open(_folder["t.npz"]));
        Assert.Contains("inputs of shape [1, 3, 1, 5], which look like [n, channels, height, width]; wanted [n, height, width, channels]. Say that the channels come first", error.Message, StringComparison.Ordinal);
        var (train, _) = Open(_folder["t.npz"], o => o with { ChannelsFirst = true, TestPath = _folder["t.npz"] });
        Assert.Equal(new Shape(1, 5, 3), train.ExampleShape);
        Assert.Equal([0f, 5, 10, 1, 6, 11, 2, 7, 12, 3, 8, 13, 4, 9, 14], train.Inputs.ToArray());
    }

    [Theory]
    [InlineData(true, 3, 1, 5)]
    [InlineData(true, 15)]
    [InlineData(false, 1, 3, 5)]
    [InlineData(false, 14)]
    public void Images_in_the_order_of_a_model_s_file_are_turned(bool turned, params int[] model)
    {
        NpzFile.Write(_folder["i.npz"], [NamedArray.From<float>("x", new Shape(2, 3, 1, 5), Enumerable.Range(0, 30).Select(i => (float)i).ToArray()), NamedArray.From<byte>("y", [0, 1])]);
        var options = new DataSetOptions { Path = _folder["i.npz"], ModelShape = new Shape(model) };
        if (!turned)
        {
            Assert.Contains("Say that the channels come first", Assert.Throws<BadInputException>(() => DataSets.OpenWhole<float>(options)).Message, StringComparison.Ordinal);
            return;
        }

        var data = DataSets.OpenWhole<float>(options);
        Assert.Equal(new Shape(1, 5, 3), data.ExampleShape);
        Assert.Equal([0f, 5, 10, 1, 6, 11], data.Inputs[..6].ToArray());
    }

    [Fact]
    public void Opened_whole_a_source_without_a_test_part_loses_no_example()
    {
        var options = new DataSetOptions { Path = _folder["w.npz"], Standardize = StandardizationKind.PerFeature };
        NpzFile.Write(_folder["w.npz"], [NamedArray.From<float>("x", new Shape(3, 1), [1, 3, 5]), NamedArray.From<byte>("y", [0, 1, 1])]);
        var whole = DataSets.OpenWhole<double>(options);
        Assert.Equal([0.0, 1, 1], whole.TargetValues.ToArray());
        Assert.Equal(0, whole.Inputs.ToArray().Sum(), 12);
        Assert.Equal(3, whole.Inputs.ToArray().Sum(x => x * x), 12);
        Assert.Equal(2, DataSets.OpenWhole<double>(options with { Limit = 2 }).Count);
        var (train, test) = DataSets.Open<double>(options);
        Assert.Equal((2, 1), (train.Count, test.Count));
        Assert.Equal("synth/train", DataSets.OpenWhole<double>(new DataSetOptions { Path = "synth" }).Name);
    }

    [Fact]
    public void Two_npy_files_are_inputs_and_targets()
    {
        NpyFile.Write(_folder["x.npy"], NamedArray.From<double>("x", new Shape(2, 1), [1, 2]));
        NpyFile.Write(_folder["y.npy"], NamedArray.From<int>("y", [0, 1]));
        Assert.Equal(Targets.Classes(2), Open(_folder["x.npy"], o => o with { TargetPath = _folder["y.npy"] }).Train.Targets);
    }

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "x.bin", new byte[3073 + 100], "3,173 bytes: 100 over a multiple of 3073 (CIFAR-10) and 99 over one of 3074 (CIFAR-100); wanted whole records." },
        { "x.bin", TemporaryFolder.Cifar(1, (0, 3), (0, 10)), "label 10 in record 1 (byte 3,073); wanted 0 to 9. It is no CIFAR-10 file, or damaged." },
        { "x.bin", TemporaryFolder.Cifar(2, (0, 100)), "label 100 in record 0 (byte 1); wanted 0 to 99." },
        { "x.xyz", "some text of a kind"u8.ToArray(), "an unknown kind of file (it begins with 736F6D652074); wanted IDX" },
        { "x.safetensors", new byte[8], "a file of weights; wanted data" },
        { "x.npy", TemporaryFolder.Npy("'|u1'", "(1,)", [1]), "one array; wanted a second file with the targets." },
        { "images-idx3-ubyte", TemporaryFolder.Idx(8, [1, 1, 1], 1), "labels-idx1-ubyte: there is no such file; wanted the labels of images-idx3-ubyte. Put it there" },
        { "stuff-idx", TemporaryFolder.Idx(8, [1, 1, 1], 1), "an IDX file that is not named '…images…'" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Files_that_are_no_data_are_refused(string name, byte[] content, string expected)
    {
        var error = Assert.Throws<BadInputException>(() => Open(_folder.Write(name, content)));
        Assert.StartsWith(_folder.Root, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], byte[], string> BadIdx => new()
    {
        { TemporaryFolder.Idx(8, [2, 1, 1], 1, 2), TemporaryFolder.Idx(8, [3], 0, 1, 0), "3 targets; wanted 2, as many as the inputs of shape [2, 1, 1]. Use the targets that belong to these inputs." },
        { TemporaryFolder.Idx(8, [2, 1, 1], 1), TemporaryFolder.Idx(8, [2], 0, 1), "the file ends 1 bytes after its header; wanted 2 bytes of data" },
        { TemporaryFolder.Idx(8, [2, 1, 1], 1, 2, 3), TemporaryFolder.Idx(8, [2], 0, 1), "there are more bytes after the first 18; wanted 2 x 1 x 1 numbers and nothing after" },
        { [0, 0, 8], TemporaryFolder.Idx(8, [2], 0, 1), "the file ends after 3 bytes, inside the IDX header; wanted 4 bytes or more. It is cut off: download or make it again." },
        { [0, 0, 9, 9, 9, 9, 9, 9], TemporaryFolder.Idx(8, [2], 0, 1), "it begins with 00000909; wanted an IDX header: 0000, a type 08..0E and 1 to 8 axes." },
        { TemporaryFolder.Idx(8, [0, 1, 1]), TemporaryFolder.Idx(8, [0]), "inputs of shape [0, 1, 1] and targets of shape [0]; wanted at least one example" },
        { TemporaryFolder.Idx(8, [2, 1, 1], 1, 2), TemporaryFolder.Idx(9, [2], 0, 0xFF), "label -1 at example 1; wanted a class index from 0 to 999." },
        { TemporaryFolder.Gzip(TemporaryFolder.Idx(8, [2, 1, 1], 1, 2))[..^9], TemporaryFolder.Idx(8, [2], 0, 1), "the compressed data are corrupt or cut off after" },
        { TemporaryFolder.Gzip(TemporaryFolder.Idx(8, [2, 1, 1], 1, 2))[..^1], TemporaryFolder.Idx(8, [2], 0, 1), "the compressed data are corrupt or cut off after" },
        { Corrupt(TemporaryFolder.Gzip(TemporaryFolder.Idx(8, [2, 1, 1], 1, 2))), TemporaryFolder.Idx(8, [2], 0, 1), "the compressed data are corrupt or cut off after" },
    };

    [Theory]
    [MemberData(nameof(BadIdx))]
    public void IDX_files_that_do_not_fit_are_refused(byte[] images, byte[] labels, string expected)
    {
        _folder.Write("images-idx3-ubyte", images);
        _folder.Write("labels-idx1-ubyte", labels);
        var error = Assert.Throws<BadInputException>(() => Open(_folder["images-idx3-ubyte"]));
        Assert.StartsWith(_folder.Root, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_shapes_in_an_archive_are_refused()
    {
        (NamedArray X, NamedArray Y, string Expected)[] rows =
        [
            (NamedArray.From<float>("x", new Shape(2, 1), [1, 2]), NamedArray.From<byte>("y", [0, 1, 2]), "3 targets; wanted 2"),
            (NamedArray.From<float>("x", Shape.Scalar, [1]), NamedArray.From<byte>("y", [0]), "the inputs are a single number; wanted an array whose first axis counts"),
            (NamedArray.From<float>("x", new Shape(1, 1), [1]), NamedArray.From<byte>("y", new Shape(1, 1, 1), [0]), "targets of shape [1, 1, 1]; wanted [n] class indices or values, or [n, k] values"),
            (NamedArray.From<float>("x", new Shape(2, 0), []), NamedArray.From<byte>("y", [0, 1]), "inputs of shape [2, 0] and targets of shape [2]; wanted at least one example"),
            (NamedArray.From<float>("z", new Shape(2, 1), [1, 2]), NamedArray.From<byte>("y", [0, 1]), "the arrays z, y; wanted one called 'x'"),
            (NamedArray.From<double>("x", new Shape(2, 1), [1, double.NaN]), NamedArray.From<byte>("y", [0, 1]), "1 of the inputs are NaN or infinite, the first (NaN) at example 1; wanted finite numbers"),
            (NamedArray.From<double>("x", new Shape(2, 1), [1, 1e39]), NamedArray.From<byte>("y", [0, 1]), "the first (Infinity) at example 1; wanted finite numbers. Remove or fill in those examples. Values above 3.4e38 need float64."),
        ];
        foreach (var (x, y, expected) in rows)
        {
            NpzFile.Write(_folder["w.npz"], [x, y]);
            Assert.Contains(expected, Assert.Throws<BadInputException>(() => Open(_folder["w.npz"])).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Test_examples_of_another_shape_or_class_are_refused()
    {
        var train = _folder.Text("a.csv", "1,2,0\n3,4,1\n3,5,1\n3,5,0\n");
        var narrow = _folder.Text("b.csv", "1,0\n");
        Assert.Equal($"{narrow}: test examples of shape [1]; wanted [2], like the training examples in {train}. Use files of one data set.", Assert.Throws<BadInputException>(() => Open(train, o => o with { TestPath = narrow })).Message);
        var high = _folder.Text("c.csv", "1,2,0\n3,4,2\n");
        Assert.Contains("c.csv: label 2 at example 1; wanted a class index from 0 to 1.", Assert.Throws<BadInputException>(() => Open(train, o => o with { TestPath = high })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_nowhere_says_where_it_was_looked_for_and_what_there_is()
    {
        var error = Assert.Throws<BadInputException>(() => Open("no-such-thing"));
        Assert.Matches(@"^no-such-thing: there is no such file, folder or data set \(looked in the current folder, .*shared.data\); wanted a path, or one of synth, shapes, mnist, .*\. Check the path, or set BASIN_DATA to the folder with the data\.$", error.Message);
    }

    [Fact]
    public void A_name_is_found_in_the_folders_and_brings_its_own_settings()
    {
        _folder.Packed("sklearn/digits.csv.gz", "16,0,1\n8,4,0\n0,0,1\n"u8);
        _folder.Packed("sklearn/diabetes_data_raw.csv.gz", "1 2\n3 4\n5 9\n"u8);
        _folder.Packed("sklearn/diabetes_target.csv.gz", "1.0\n2.0\n3.0\n"u8);
        DataSetOptions Named(string name) => new() { Path = name, Folders = [_folder["none"], _folder.Root] };
        var digits = DataSets.Open<float>(Named("digits"));
        Assert.Equal(Standardization.Divide(16), digits.Train.Standardization);
        Assert.Equal(("digits/train", Targets.Classes(2)), (digits.Train.Name, digits.Train.Targets));
        Assert.Equal(StandardizationKind.None, DataSets.Open<float>(Named("digits") with { Standardize = StandardizationKind.None }).Train.Standardization.Kind);
        var diabetes = DataSets.Open<float>(Named("diabetes"));
        Assert.Equal((Targets.Values(1), StandardizationKind.PerFeature), (diabetes.Train.Targets, diabetes.Train.Standardization.Kind));
        Assert.Equal(2, DataSets.Open<float>(Named("sklearn/digits.csv.gz")).Train.Count);
        var error = Assert.Throws<BadInputException>(() => DataSets.Open<float>(Named("mnist")));
        Assert.Equal($"mnist: the files of this data set are not here (looked in the current folder, {_folder["none"]}, {_folder.Root}); wanted mnist in one of them. Put them there, set BASIN_DATA to the folder that has them, or use 'synth' or 'shapes', which need no file.", error.Message);
    }

    [Fact]
    public void A_folder_without_data_says_what_it_holds()
    {
        _folder.Text("f/readme.md", "x");
        Assert.Contains("a folder with readme.md; wanted the four MNIST files, CIFAR batches", Assert.Throws<BadInputException>(() => Open(_folder["f"])).Message, StringComparison.Ordinal);
        _folder.Write("g/train-images-idx3-ubyte", TemporaryFolder.Idx(8, [1, 1, 1], 1));
        Assert.Contains("no file like train-labels-idx1-ubyte; wanted one file train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz", Assert.Throws<BadInputException>(() => Open(_folder["g"])).Message, StringComparison.Ordinal);
    }

    public static TheoryData<Func<DataSetOptions, DataSetOptions>, string> Idle => new()
    {
        { o => o with { LabelColumn = "3" }, "settings for text tables (label column, header, delimiter) with Cifar10 data; wanted a CSV file for them" },
        { o => o with { CoarseLabels = true }, "coarse labels with Cifar10 data; wanted the CIFAR-100 layout" },
        { o => o with { ChannelsFirst = true }, "channels first with Cifar10 data; wanted .npy or .npz arrays" },
        { o => o with { TestPath = o.Path, TestFraction = 0.2 }, "a test fraction of 0.2 with data that have a test part (c.bin); wanted one of the two" },
        { o => o with { TargetPath = o.Path }, "a file of targets beside c.bin; wanted none: Cifar10 files hold their own" },
    };

    [Theory]
    [MemberData(nameof(Idle))]
    public void Settings_without_effect_are_refused(Func<DataSetOptions, DataSetOptions> change, string expected)
    {
        var path = _folder.Write("c.bin", TemporaryFolder.Cifar(1, (0, 0), (0, 1)));
        Assert.Contains(expected, Assert.Throws<BadInputException>(() => Open(path, change)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<Func<DataSetOptions>, string> BadOptions => new()
    {
        { () => new DataSetOptions { Path = " " }, "The data have no path" },
        { () => new DataSetOptions { Path = "a", Limit = 0 }, "The limit is 0 examples; wanted at least 1." },
        { () => new DataSetOptions { Path = "a", TestLimit = -1 }, "The test limit is -1 examples; wanted at least 1." },
        { () => new DataSetOptions { Path = "a", TestFraction = 1 }, "The test fraction is 1; wanted a number between 0 and 1, both excluded." },
        { () => new DataSetOptions { Path = "a", TestFraction = double.NaN }, "The test fraction is NaN" },
        { () => new DataSetOptions { Path = "a", Divisor = double.NaN }, "The divisor is NaN; wanted a finite number above 0." },
        { () => new DataSetOptions { Path = "a", Classes = 0 }, "The number of classes is 0; wanted at least 1." },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Options_check_themselves(Func<DataSetOptions> make, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<BadInputException>(() => make()).Message, StringComparison.Ordinal);

    private static byte[] Corrupt(byte[] gzip)
    {
        gzip[^6] ^= 0x55;
        return gzip;
    }

    public void Dispose() => _folder.Dispose();
}
