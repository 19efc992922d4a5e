using System.Numerics;

namespace Basin.Numerics.Tests.Kernels.Simd;

/// <summary>
/// Functions to full double precision, over their whole range, by plain series in fixed-point arithmetic of 2,600 bits:
/// enough for erfc 27, which is 10⁻³¹⁸, to keep 1,500 bits.
/// </summary>
internal static class Oracle
{
    private const int Bits = 2600;
    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger RootPi = Root(Multiply(One << 2, Arctangent(5) * 4) - (Arctangent(239) * 4));

    public static double Exp(double x) => Round(ExpFixed(From(x)));

    public static double ExpMinusOne(double x) => Round(ExpFixed(From(x)) - One);

    public static double Tanh(double x)
    {
        var e = ExpFixed(From(2 * x));
        return Round(Divide(e - One, e + One));
    }

    public static double Sigmoid(double x) => Round(Divide(One, One + ExpFixed(-From(x))));

    public static double Log(double x) => Round(LogFixed(From(x), Math.Log(x)));

    public static double LogPlusOne(double x) => Round(LogFixed(One + From(x), Math.Log(1 + x)));

    public static double Softplus(double x)
    {
        var e = One + ExpFixed(From(x));
        return Round(LogFixed(e, x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x))));
    }

    public static double Erf(double x) => Round(ErfFixed(From(x)));

    public static double Density(double x) => Round(Divide(ExpFixed(-Multiply(From(x), From(x)) / 2), Multiply(RootPi, Root(One * 2))));

    /// <summary>x·Φ(x).</summary>
    public static double Gelu(double x) => Round(Multiply(From(x), One + ErfFixed(Divide(From(x), Root(One * 2)))) / 2);

    private static BigInteger ErfFixed(BigInteger x)
    {
        // (2/√π) Σ (−1)ⁿ x²ⁿ⁺¹/(n!(2n + 1)).
        BigInteger square = Multiply(x, x), term = x, sum = x;
        for (var n = 1; !term.IsZero; n++)
        {
            term = -(Multiply(term, square) / n);
            sum += term / ((2 * n) + 1);
        }

        return Divide(sum * 2, RootPi);
    }

    private static BigInteger ExpFixed(BigInteger x)
    {
        // (e^(x/2⁶⁴))^(2⁶⁴) would lose 64 bits of the many there are.
        const int Halvings = 24;
        BigInteger small = x >> Halvings, term = One, sum = One;
        for (var n = 1; !term.IsZero && !(term + 1).IsZero; n++)
        {
            term = Multiply(term, small) / n;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++) sum = Multiply(sum, sum);
        return sum;
    }

    /// <summary>Newton's method on the exponential, which doubles the digits of the guess each time.</summary>
    private static BigInteger LogFixed(BigInteger x, double guess)
    {
        var y = From(guess);
        for (var i = 0; i < 4; i++) y += Divide(x, ExpFixed(y)) - One;
        return y;
    }

    private static BigInteger Arctangent(int inverse)
    {
        BigInteger power = One / inverse, sum = power;
        for (var n = 1; !power.IsZero; n++)
        {
            power = -power / (inverse * inverse);
            sum += power / ((2 * n) + 1);
        }

        return sum;
    }

    private static BigInteger Root(BigInteger x)
    {
        var y = From(Math.Sqrt(Round(x)));
        for (var i = 0; i < 8; i++) y = (y + Divide(x, y)) >> 1;
        return y;
    }

    private static BigInteger Multiply(BigInteger a, BigInteger b) => (a * b) >> Bits;

    private static BigInteger Divide(BigInteger a, BigInteger b) => (a << Bits) / b;

    private static BigInteger From(double x)
    {
        var (mantissa, exponent) = (x, 0);
        while (mantissa != Math.Truncate(mantissa))
        {
            mantissa *= 2;
            exponent++;
        }

        return (new BigInteger(mantissa) << Bits) >> exponent;
    }

    private static double Round(BigInteger x)
    {
        var drop = (int)Math.Max(0, (long)BigInteger.Abs(x).GetBitLength() - 64);
        return Math.ScaleB((double)(x >> drop), drop - Bits);
    }
}
