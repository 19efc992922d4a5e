using System.Numerics;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>One network on its way, with the examples it will draw.</summary>
internal sealed unsafe class SgdPath<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Steps drawn ahead at once. The examples do not depend on how steps are cut into blocks.</summary>
    public const int Ahead = 1024;

    private readonly DiagonalNetwork<T> _network;
    private readonly DiagonalOptions _options;
    private readonly RandomSource _examples, _noise;
    private readonly NativeBuffer<int> _indices = new(Ahead + 1);
    private readonly NativeBuffer<T> _shifts = new(Ahead);
    private int _position;
    private double _sampledSquares;

    public SgdPath(DiagonalNetwork<T> network, DiagonalOptions options, Seed seed)
    {
        (_network, _options, Monitor) = (network, options, new DiagonalMonitor(options));
        (_examples, _noise) = (seed.Stream("sgd/examples"), seed.Stream("sgd/label-noise"));
        _examples.FillIndices(_indices.Span[..1], network.Problem.Examples);
        Refill();
    }

    public DiagonalMonitor Monitor { get; }

    /// <summary>Steps that can be taken before more examples must be drawn.</summary>
    public int Available => Ahead - _position;

    public SgdLane<T> Lane => new()
    {
        Plus = _network.Plus,
        Minus = _network.Minus,
        Rows = _network.Problem.Rows,
        Targets = _network.Problem.Targets,
        Stride = _network.Problem.Stride,
        Indices = _indices.Pointer + _position,
        Shifts = Monitor.IsNoisy ? _shifts.Pointer + _position : null,
    };

    /// <summary>Takes note of steps and of the squared residuals they met.</summary>
    public void Advance(int steps, double squares)
    {
        _sampledSquares += squares;
        _position += steps;
        if (_position < Ahead) return;
        _indices.Pointer[0] = _indices.Pointer[Ahead];
        _position = 0;
        Refill();
    }

    public void Look(int steps) => Monitor.Look(steps, _network.Loss(), () => _network.Problem.SquaredError(_network.ReadCoefficients()));

    // e² / 4 of an example drawn uniformly has the mean L.
    public DiagonalRun End() => Monitor.End(_network.Problem, _network.ReadCoefficients(), _network.ReadEffectiveScale()) with
    {
        SampledIntegratedLoss = _options.LearningRate * _sampledSquares / 4,
    };

    public void Dispose()
    {
        _indices.Dispose();
        _shifts.Dispose();
    }

    private void Refill()
    {
        _examples.FillIndices(_indices.Span[1..], _network.Problem.Examples);
        if (_options.LabelNoise == 0) return;
        _noise.FillSigns(_shifts.Span);
        var size = T.CreateTruncating(2 * _options.LabelNoise);
        foreach (ref var shift in _shifts.Span) shift *= size;
    }
}
