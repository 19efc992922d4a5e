namespace Basin.App.Tests.Browser;

/// <summary>The page of <c>basin serve</c> in a real browser; what each scenario does stands in <c>tests/browser/scenarios</c>.</summary>
public sealed class PageTests(BrowserRun run) : IClassFixture<BrowserRun>
{
    public static TheoryData<string> Scenarios => [.. BrowserRun.Scenarios];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_check_of_a_scenario_holds(string scenario)
    {
        Assert.SkipWhen(run.Missing is not null, run.Missing ?? "");
        if (run.Complaints(scenario) is { Length: > 0 } complaints) Assert.Fail(complaints);
    }
}
