using System.Globalization;
using System.Text;
using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;
using Basin.Analysis.SelfTest;
using Basin.Numerics.Random;
using Basin.Testing;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.SelfTest;

/// <summary>
/// Agreement with dense float64 references on small networks, and the document that shows it: <c>docs/agreement.md</c>, written by this
/// test with BASIN_APPROVE=1.
/// </summary>
public sealed class AgreementTests
{
    private const int Seeds = 20;

    // A bound is shown as the next of these that leaves a factor to spare, so that rounding on another machine changes no digit.
    private static readonly double[] _ladder = [1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1];

    [Fact]
    public void Exact_numbers_agree_to_a_millionth_and_estimates_within_their_errors()
    {
        var networks = ReferenceNetwork.All;
        SelfTestResult[] cases = [.. networks.SelectMany(network => SelfTestSuite.Exact(network, TestContext.Current.CancellationToken))];
        Assert.All(cases, result => Assert.True(result.Passed, result.ToString()));
        Assert.All(cases.Where(result => result.Precision == "float64"), result => Assert.InRange(result.Measured, 0, 1e-6));
        EstimatorAgreement[][] agreements = [.. networks.Select(Agreements)];
        var quantities = agreements[0].Select(agreement => agreement.Quantity).Distinct().ToArray();
        Approved.Document(Document(networks.Select(network => network.Name), cases, quantities, agreements), "docs/agreement.md");
        foreach (var quantity in quantities)
        {
            double[] errors = [.. agreements.SelectMany(row => row).Where(agreement => agreement.Quantity == quantity).Select(agreement => Math.Abs(agreement.Errors))];
            Assert.InRange(Share(errors, 1.96), 0.90, 0.99);
            Assert.InRange(Share(errors, 3), 0.98, 1);
        }

    }

    private static EstimatorAgreement[] Agreements(ReferenceNetwork network)
    {
        using var objective = network.Create<double>();

        // The matrix multiplied out stands for the operator: its products are the same, and far cheaper.
        var matrix = Dense.Of(new Hessian<double>(objective));
        var a = Dense.Operator<double>(matrix);
        using var dense = DenseSpectrum.Of(a);
        return [.. Enumerable.Range(0, Seeds).SelectMany(seed => EstimatorAgreement.Of(a, dense, new Seed((ulong)seed).Derive(network.Name)))];
    }

    private static string Document(IEnumerable<string> networks, SelfTestResult[] cases, string[] quantities, EstimatorAgreement[][] agreements)
    {
        var text = new StringBuilder("""
            # Agreement with dense references

            Written by `AgreementTests`, which fails when a number leaves its bounds. The networks are small (150 to 320 parameters), so that
            their derivatives are known by finite differences in float64 and their matrices can be multiplied out. `basin selftest` repeats
            it on any machine.

            ## What is exact

            The largest relative difference is below the number shown.


            """);
        Row(text, ["", .. networks]);
        Row(text, ["---", .. networks.Select(_ => "---:")]);
        foreach (var group in cases.GroupBy(result => (result.Quantity, result.Precision)))
            Row(text, [$"{group.Key.Quantity}, {group.Key.Precision}", .. networks.Select(network => Bound(group.Single(result => result.Subject == network).Measured))]);
        text.Append(CultureInfo.InvariantCulture, $"""

            ## What is estimated

            Of the Hessian, by {EstimatorAgreement.Probes} products each and from {Seeds} seeds: the largest error in the standard errors that the
            estimate gives itself. The last columns are over all networks: how often the truth is within 1.96 and within 3 standard errors (for a normal error 95.0 % and 99.7 %).


            """);
        Row(text, ["", .. networks, "within 1.96", "within 3"]);
        Row(text, ["---", .. networks.Select(_ => "---:"), "---:", "---:"]);
        foreach (var quantity in quantities)
        {
            double[][] errors = [.. agreements.Select(row => row.Where(agreement => agreement.Quantity == quantity).Select(agreement => Math.Abs(agreement.Errors)).ToArray())];
            double[] all = [.. errors.SelectMany(row => row)];
            Row(text, [quantity, .. errors.Select(row => row.Max().ToString("0.0", CultureInfo.InvariantCulture)), Percent(Share(all, 1.96)), Percent(Share(all, 3))]);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Bound(double value) => _ladder.First(bound => 3 * value <= bound).ToString("0e+0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static double Share(double[] errors, double limit) => errors.Average(error => error <= limit ? 1.0 : 0);
}
