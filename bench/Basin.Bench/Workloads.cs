using Basin.Models.Layers;

namespace Basin.Bench;

/// <summary>The table of the benchmark: what is timed and what is to be reached.</summary>
internal static class Workloads
{
    public static IReadOnlyList<Workload> All { get; } = Create();

    private static List<Workload> Create()
    {
        NetworkSpec small = new MlpSpec(Activation.Relu, 784, 32, 10), medium = new MlpSpec(Activation.Relu, 784, 256, 10);
        NetworkSpec tiny = new MlpSpec(Activation.Tanh, 20, 32, 10), deep = new MlpSpec(Activation.Tanh, 784, 256, 256, 256, 10);
        NetworkSpec residual = new ResNetSpec();
        return
        [
            new NetworkWorkload("SGD step, MLP 784-32-10, batch 1, f32", 10, small, NetworkTask.Step, 1, Precision.Float32),
            new NetworkWorkload("SGD step, MLP 784-32-10, batch 8, f32", 8, small, NetworkTask.Step, 8, Precision.Float32),
            new NetworkWorkload("SGD step, MLP 784-32-10, batch 16, f32", 5, small, NetworkTask.Step, 16, Precision.Float32),
            new NetworkWorkload("SGD step, MLP 784-256-10, batch 128, f32", 1.1, medium, NetworkTask.Step, 128, Precision.Float32),
            new NetworkWorkload("HVP, MLP 20-32-10, batch 32, f64", 12, tiny, NetworkTask.Product, 32, Precision.Float64),
            new NetworkWorkload("HVP, MLP 20-32-10, batch 32, f32", 15, tiny, NetworkTask.Product, 32, Precision.Float32),
            new NetworkWorkload("HVP, MLP 784-256-256-256-10, batch 128, f64", 1.3, deep, NetworkTask.Product, 128, Precision.Float64),
            new NetworkWorkload("SGD step, ResNet-20, batch 128, f32", 1.1, residual, NetworkTask.Step, 128, Precision.Float32),
            new NetworkWorkload("HVP, ResNet-20, batch 128, f32", 2, residual, NetworkTask.Product, 128, Precision.Float32),
            new NetworkWorkload("HVP, ResNet-20, batch 128, f64", 3, residual, NetworkTask.Product, 128, Precision.Float64),
            new NetworkWorkload("per-sample gradients, ResNet-20, batch 128, f32", 2, residual, NetworkTask.Samples, 128, Precision.Float32),
            new GemmWorkload("GEMM 512, f32, of the peak", 80, 512),
            new HelpWorkload("basin --help", 150),
        ];
    }
}
