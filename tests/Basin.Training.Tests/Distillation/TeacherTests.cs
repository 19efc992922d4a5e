using Basin.Models;
using Basin.Models.Losses;
using Basin.Numerics.Threading;
using Basin.Training.Distillation;

namespace Basin.Training.Tests.Distillation;

public sealed class TeacherTests
{
    [Fact]
    public void The_teachers_outputs_take_the_place_of_the_targets()
    {
        var (model, data) = (SmallNetwork.Model<double>(LossKind.SquaredError), SmallNetwork.Data<double>(LossKind.SquaredError));
        using var problem = SmallNetwork.Problem<double>(loss: LossKind.SquaredError);
        var relabelled = Teacher.Relabel(model, data, problem.Parameters, problem.Statistics, Workers.Serial);
        Assert.Equal(data.Inputs.ToArray(), relabelled.Inputs.ToArray());
        Assert.NotEqual(data.TargetValues.ToArray(), relabelled.TargetValues.ToArray());

        // The teacher itself fits them exactly.
        using var objective = new Objective<double>(model, relabelled, new ObjectiveOptions());
        objective.MoveTo(problem.Parameters);
        Assert.Equal(0, objective.Evaluate().Loss);
    }

    [Fact]
    public void A_loss_of_classes_is_refused()
    {
        using var problem = SmallNetwork.Problem<double>();
        var refusal = Assert.Throws<BadInputException>(() => Teacher.Relabel(SmallNetwork.Model<double>(), SmallNetwork.Data<double>(), problem.Parameters, [], Workers.Serial));
        Assert.Contains("--loss squared-error", refusal.Message, StringComparison.Ordinal);
    }
}
