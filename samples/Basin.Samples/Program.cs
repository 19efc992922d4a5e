using Basin.Numerics.Random;
using Basin.Samples;

ReadData.Run();
TrainAndInspect.Run();

var random = new Seed(2).Stream("sample");
var inputs = new double[100 * 20];
random.FillGaussian(inputs.AsSpan());
HessianEigenvalues.Run(inputs, [.. Enumerable.Range(0, 100).Select(_ => (double)random.NextInt(3))]);

// Made by samples/torch/export_mlp.py, for instance.
if (args is [var model, var examples]) InspectOnnx.Run(model, examples);
