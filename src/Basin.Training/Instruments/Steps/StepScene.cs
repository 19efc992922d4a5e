using System.Numerics;

namespace Basin.Training.Instruments.Steps;

/// <summary>A step before θ moves, and the step that led to it where that was kept: the numbers that instruments share.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StepScene<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingProblem<T> _problem;
    private readonly T[] _start, _before, _gradientBefore;
    private readonly StepSums<T> _sums = new();
    private double _startingNoise;

    internal StepScene(TrainingProblem<T> problem)
    {
        _problem = problem;
        _start = problem.Parameters.ToArray();
        (_before, _gradientBefore) = (new T[_start.Length], new T[_start.Length]);
    }

    /// <summary>‖g‖² of the batch, with the gradients of added terms.</summary>
    public double GradientSquare => _sums.GradientSquare;

    /// <summary>‖θ‖².</summary>
    public double ParameterSquare => _sums.ParameterSquare;

    /// <summary>‖θ − θ₀‖² from where training began.</summary>
    public double DistanceSquare => _sums.DistanceSquare;

    /// <summary>The step that led here; null where it was not kept.</summary>
    public StepEnds? Ends { get; private set; }

    /// <summary>What the single gradients of the batch say; null where they are not at hand.</summary>
    public SingleGradientNoise? Noise { get; private set; }

    /// <summary>Looks at the step that is about to be taken.</summary>
    /// <param name="noise">Of its batch.</param>
    /// <param name="isKept">Whether the step before was kept.</param>
    internal void Look(SingleGradientNoise? noise, bool isKept)
    {
        Noise = noise;
        Ends = null;
        if (!isKept)
        {
            _sums.Add(_problem.Parameters, _problem.Gradient, _start);
            return;
        }

        _sums.Add(_problem.Parameters, _problem.Gradient, _start, _before, _gradientBefore);
        Ends = new StepEnds(_sums.UpdateSquare, _sums.SlopeBefore + _startingNoise, _sums.SlopeAfter, _sums.GradientCosine);
    }

    /// <summary>Keeps where the step begins.</summary>
    /// <param name="noise">E[(∇L − g)·Δθ], NaN where it is not known.</param>
    internal void Keep(double noise)
    {
        _startingNoise = noise;
        _problem.Parameters.CopyTo(_before);
        _problem.Gradient.CopyTo(_gradientBefore);
    }
}
