using Basin.Models.Layers;

namespace Basin.Bench;

/// <summary>The table of the benchmark: what is timed and what is to be reached.</summary>
internal static class Workloads
{
    public static IReadOnlyList<Workload> All { get; } = [.. Training(), .. Inspection(), .. Instruments(), .. Rest()];

    private static List<Workload> Training()
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
        ];
    }

    private static List<Workload> Inspection()
    {
        NetworkSpec tanh = new MlpSpec(Activation.Tanh, 784, 256, 256, 10), relu = new MlpSpec(Activation.Relu, 784, 256, 256, 10);
        NetworkSpec toy = new MlpSpec(Activation.Tanh, 10, 16, 3), larger = new MlpSpec(Activation.Tanh, 20, 32, 10), residual = new ResNetSpec();
        return
        [
            new InspectionWorkload("HVP, tanh MLP 784-256-256-10, 2,000 examples, f32", 1.3, tanh, InspectionTask.Product, 2000, Precision.Float32) { MeasuresMemory = true },
            new InspectionWorkload("HVP, tanh MLP 784-256-256-10, 2,000 examples, f64", 1.3, tanh, InspectionTask.Product, 2000, Precision.Float64),
            new InspectionWorkload("HVP, relu MLP 784-256-256-10, 2,000 examples, f32", 1.3, relu, InspectionTask.Product, 2000, Precision.Float32),
            new InspectionWorkload("top 10 eigenvalues, tanh MLP 784-256-256-10, 2,000 examples, f32", 1.4, tanh, InspectionTask.TopTen, 2000, Precision.Float32) { MeasuresMemory = true },
            new InspectionWorkload("top 10 eigenvalues, relu MLP 784-256-256-10, 2,000 examples, f32", 1.4, relu, InspectionTask.TopTen, 2000, Precision.Float32),
            new InspectionWorkload("spectral density 10 x 100, tanh MLP 784-256-256-10, 2,000 examples, f32", 1.3, tanh, InspectionTask.Density, 2000, Precision.Float32) { MaxRounds = 3, MeasuresMemory = true },
            new InspectionWorkload("per-sample gradient norms, tanh MLP 784-256-256-10, 2,000 examples, f32", 1.2, tanh, InspectionTask.Norms, 2000, Precision.Float32) { MeasuresMemory = true },
            new InspectionWorkload("HVP, ResNet-20, 512 examples, f32", 2.5, residual, InspectionTask.Product, 512, Precision.Float32) { MaxRounds = 3, MeasuresMemory = true },
            new InspectionWorkload("top eigenvalue, ResNet-20, 512 examples, f32", 3, residual, InspectionTask.Top, 512, Precision.Float32) { MaxRounds = 3, MeasuresMemory = true },
            new InspectionWorkload("per-sample gradients, ResNet-20, 512 examples, f32", 2, residual, InspectionTask.Samples, 512, Precision.Float32) { MaxRounds = 5, MeasuresMemory = true },
            new InspectionWorkload("HVP, MLP 10-16-3, 200 examples, f64", 10, toy, InspectionTask.Product, 200, Precision.Float64),
            new InspectionWorkload("full spectrum, MLP 10-16-3, 200 examples, f64", 10, toy, InspectionTask.Spectrum, 200, Precision.Float64),
            new InspectionWorkload("full spectrum, MLP 20-32-10, 200 examples, f64", 10, larger, InspectionTask.Spectrum, 200, Precision.Float64),
        ];
    }

    private static List<Workload> Instruments() =>
    [
        new InstrumentsWorkload("instruments along training, MLP 64-64-10, batch 32, f32", 5, new MlpSpec(Activation.Relu, 64, 64, 10), 32, 1000, 1500),
        new InstrumentsWorkload("instruments along training, MLP 784-256-10, batch 128, f32", 5, new MlpSpec(Activation.Relu, 784, 256, 10), 128, 1000, 12_800),
        new InstrumentsWorkload("instruments along training, MLP 784-512-256-10, batch 128, f32", 5, new MlpSpec(Activation.Relu, 784, 512, 256, 10), 128, 1000, 12_800),
        new InstrumentsWorkload("instruments along training, ResNet-20, batch 128, f32", 5, new ResNetSpec(), 128, 250, 1280),
    ];

    private static List<Workload> Rest() =>
    [
        new LabelNoiseWorkload("label-noise SGD step, two layers 50-200-1, batch 1, f64", 10, 2),
        new DiagonalWorkload<float>("SGD step, 50 diagonal linear networks, n = 40, d = 100, batch 1, f32", 8),
        new DiagonalWorkload<double>("SGD step, 50 diagonal linear networks, n = 40, d = 100, batch 1, f64", 8),
        new GemmWorkload("GEMM 512, f32, of the peak", 80, 512),
        new HelpWorkload("basin --help", 150),
    ];
}
