using Basin.Experiments.Papers;

namespace Basin.Experiments.Tests.Papers;

/// <summary>What every paper keeps; it is found by existing.</summary>
public sealed class PaperContract
{
    public static TheoryData<string> Papers => [.. PaperCatalog.All.Select(paper => paper.Id)];

    private static Paper Of(string id) => PaperCatalog.Find(id)[0].Paper;

    [Theory, MemberData(nameof(Papers))]
    public void Names_can_be_typed_and_differ(string id)
    {
        var paper = Of(id);
        Assert.Matches("^[a-z]+20[0-9]{2}$", paper.Id);
        Assert.NotEmpty(paper.Claims);
        Assert.Equal(paper.Claims.Length, paper.Claims.Select(claim => claim.Id).Distinct().Count());
        Assert.All(paper.Claims, claim => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", claim.Id));
    }

    [Theory, MemberData(nameof(Papers))]
    public void Claims_say_what_and_where(string id) => Assert.All(Of(id).Claims, claim =>
    {
        Assert.EndsWith(".", claim.Statement, StringComparison.Ordinal);
        Assert.NotEmpty(claim.Place);
        Assert.InRange(claim.Seeds.Quick, 1, claim.Seeds.Full);
    });

    [Theory, MemberData(nameof(Papers))]
    public void Parameters_have_names_and_defaults_in_their_range(string id) => Assert.All(Of(id).Claims, claim =>
    {
        Assert.Equal(claim.Parameters.Length, claim.Parameters.Select(parameter => parameter.Name).Distinct().Count());
        Assert.All(claim.Parameters, parameter =>
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", parameter.Name);
            Assert.NotEmpty(parameter.Description);
            parameter.Check(parameter.Default);
            if (parameter.Quick is { } quick) parameter.Check(quick);
        });
    });

    [Fact]
    public void Papers_are_listed_by_identifier()
    {
        var ids = PaperCatalog.All.Select(paper => paper.Id).ToArray();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids, PaperListing.Of(PaperCatalog.All).Papers.Select(entry => entry.Paper));
    }
}
