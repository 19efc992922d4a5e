namespace Basin.Models.Tests.Onnx;

/// <summary>The node tests of claimed operators that Basin does not pass, and why. Nothing else is left out.</summary>
internal static class NodeTestExclusions
{
    private const string Axes = "convolutions go over one or two axes";
    private const string Crop = "no part of an image is cropped while it is resized";
    private const string Empty = "a result without elements has nothing to differentiate";
    private const string Integers = "pools take floating-point numbers";
    private const string Places = "the places of the largest are no output";
    private const string Precision = "what depends on the input is computed in one precision, and not rounded to bfloat16";
    private const string Random = "random: Basin drops nothing";
    private const string Sequences = "Basin reads arrays only, no sequences or optionals";
    private const string Statistics = "running statistics are no outputs: Basin takes the batch's or the file's";
    private const string Texts = "Basin reads no texts";

    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["test_batchnorm_epsilon_training_mode"] = Statistics,
        ["test_batchnorm_example_training_mode"] = Statistics,
        ["test_cast_FLOAT_to_BFLOAT16"] = Precision,
        ["test_cast_FLOAT_to_STRING"] = Texts,
        ["test_cast_STRING_to_FLOAT"] = Texts,
        ["test_castlike_FLOAT_to_BFLOAT16"] = Precision,
        ["test_castlike_FLOAT_to_BFLOAT16_expanded"] = Precision,
        ["test_castlike_FLOAT_to_STRING"] = Texts,
        ["test_castlike_FLOAT_to_STRING_expanded"] = Texts,
        ["test_castlike_STRING_to_FLOAT"] = Texts,
        ["test_castlike_STRING_to_FLOAT_expanded"] = Texts,
        ["test_convtranspose_3d"] = Axes,
        ["test_identity_opt"] = Sequences,
        ["test_identity_sequence"] = Sequences,
        ["test_maxpool_2d_uint8"] = Integers,
        ["test_maxpool_with_argmax_2d_precomputed_pads"] = Places,
        ["test_maxpool_with_argmax_2d_precomputed_strides"] = Places,
        ["test_resize_tf_crop_and_resize"] = Crop,
        ["test_slice_start_out_of_bounds"] = Empty,
        ["test_training_dropout"] = Random,
        ["test_training_dropout_default"] = Random,
        ["test_training_dropout_default_mask"] = Random,
        ["test_training_dropout_mask"] = Random,
    };
}
