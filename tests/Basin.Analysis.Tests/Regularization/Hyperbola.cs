using Basin.Analysis.Stability;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Regularization;

/// <summary>½(θ₁θ₂ − 1 − ε)² with ε = ±σ drawn anew each step: minima on a hyperbola, flattest where θ₁ = θ₂.</summary>
internal sealed class Hyperbola(MomentumRule rule, double rate, double sigma, RandomSource random)
{
    private double _a, _b, _lastA, _lastB;
    private ulong _bits;
    private int _left;

    public double First => _a;

    /// <summary>f − y.</summary>
    public double Residual => (_a * _b) - 1;

    /// <summary>θ₁² − θ₂²: zero where it is flattest.</summary>
    public double Imbalance => (_a * _a) - (_b * _b);

    public void Start(double a, double b) => (_a, _b, _lastA, _lastB) = (a, b, a, b);

    public void Step()
    {
        if (_left == 0) (_bits, _left) = (random.NextUInt64(), 64);
        var noise = (_bits & 1) == 0 ? sigma : -sigma;
        (_bits, _left) = (_bits >> 1, _left - 1);
        var (moveA, moveB) = (rule.Beta * (_a - _lastA), rule.Beta * (_b - _lastB));
        var (atA, atB) = rule.Nesterov ? (_a + moveA, _b + moveB) : (_a, _b);
        var r = (atA * atB) - 1 - noise;
        (_lastA, _lastB) = (_a, _b);
        (_a, _b) = (_a + moveA - (rate * r * atB), _b + moveB - (rate * r * atA));
    }
}
