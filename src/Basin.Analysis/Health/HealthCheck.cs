namespace Basin.Analysis.Health;

/// <summary>One law that measured numbers must obey, and whether they did.</summary>
/// <param name="Name">Such as "symmetry".</param>
/// <param name="Subject">What was checked, such as "Hessian".</param>
/// <param name="Measured">How far the law was broken; the unit is in the meaning.</param>
/// <param name="Allowed">How far it may be: rounding, or sampling error.</param>
/// <param name="Meaning">One sentence: what was compared with what.</param>
public sealed record HealthCheck(string Name, string Subject, double Measured, double Allowed, string Meaning)
{
    /// <summary>Whether it holds. NaN fails.</summary>
    public bool Passed => Measured <= Allowed;
}
