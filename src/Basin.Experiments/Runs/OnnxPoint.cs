using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Onnx;

namespace Basin.Experiments.Runs;

/// <summary>An ONNX file at its weights, with data that the user names.</summary>
internal sealed class OnnxPoint : InspectionPoint
{
    private readonly OnnxModel _model;
    private readonly InspectRequest _request;
    private readonly DataSetOptions _data;

    /// <exception cref="BadInputException">The file cannot be read, or no data are named.</exception>
    public OnnxPoint(InspectRequest request)
    {
        if (request.Data is null)
            throw BadInputException.At(request.Path, "an ONNX file without data", "the examples that it was trained on", "Name them with --data: a file, a folder, or a name from 'basin data list'.");
        _request = request;
        _model = OnnxModel.Open(request.Path, request.Parameters.Length == 0 ? new OnnxOptions() : new OnnxOptions { Parameters = request.Parameters });
        var data = new DataSetOptions { Path = request.Data, LabelColumn = request.LabelColumn, Standardize = request.Standardize };
        _data = ModelFit.For(_model, data, request.Loss);
    }

    /// <inheritdoc/>
    public override int ParameterCount => _model.Parameters.Sum(parameter => parameter.Shape.Length);

    /// <inheritdoc/>
    public override OpenPoint<T> Open<T>(Sample choose, ObjectiveOptions options)
    {
        var train = DataSets.OpenWhole<T>(_data);
        var fit = ModelFit.Join(_model, choose.Of(train), _request.Loss);
        var objective = new Objective<T>(fit.Model, fit.Data, options);
        var parameters = new T[objective.ParameterCount];
        fit.Model.Network.Initialize(choose.Seed, parameters);
        objective.MoveTo(parameters);
        return new OpenPoint<T>(objective, train.Count, fit.Notes);
    }
}
