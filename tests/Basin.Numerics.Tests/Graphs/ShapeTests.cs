namespace Basin.Numerics.Tests.Graphs;

using Basin.Numerics.Graphs;

public sealed class ShapeTests
{
    [Fact]
    public void Length_is_the_product_of_extents() => Assert.Equal(24, new Shape(2, 3, 4).Length);

    [Fact]
    public void A_scalar_has_one_element() => Assert.Equal(1, Shape.Scalar.Length);

    [Fact]
    public void Equal_extents_are_equal_shapes() => Assert.Equal(new Shape(2, 3), new Shape(2, 3));
}
