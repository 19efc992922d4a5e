using System.Globalization;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Parses <c>{'descr': '&lt;f8', 'fortran_order': False, 'shape': (3, 4), }</c>, the keys in any order.</summary>
internal sealed class NpyHeaderParser(string name, string text)
{
    private int _at;

    public NpyHeader Parse()
    {
        string? descr = null;
        bool? fortran = null;
        Shape? shape = null;
        Expect('{');
        while (!Accept('}'))
        {
            var key = Quoted();
            Expect(':');
            switch (key)
            {
                case "descr": descr = Descr(); break;
                case "fortran_order": fortran = Boolean(); break;
                case "shape": shape = Tuple(); break;
                default: throw Bad($"the unknown key '{Show(key)}'");
            }

            if (!Accept(',') && Peek() != '}') throw Bad("no comma between its entries");
        }

        if (descr is null || fortran is null || shape is null) throw Bad("a missing entry");
        var (type, bigEndian) = ElementTypeOf(descr);
        return new NpyHeader(type, bigEndian, fortran.Value, shape);
    }

    private string Descr()
    {
        if (Peek() == '[')
            throw BadInputException.At(name, "a structured array (several fields an element)", "one plain number an element", "Save the fields as separate arrays.");
        return Quoted();
    }

    private (ElementType Type, bool BigEndian) ElementTypeOf(string descr)
    {
        var order = descr.Length > 0 ? descr[0] : ' ';
        var kind = order is '<' or '>' or '|' or '=' ? descr[1..] : descr;
        ElementType? type = kind switch
        {
            "b1" or "?" => ElementType.Bool,
            "u1" => ElementType.UInt8,
            "i1" => ElementType.Int8,
            "u2" => ElementType.UInt16,
            "i2" => ElementType.Int16,
            "u4" => ElementType.UInt32,
            "i4" => ElementType.Int32,
            "u8" => ElementType.UInt64,
            "i8" => ElementType.Int64,
            "f2" => ElementType.Float16,
            "f4" => ElementType.Float32,
            "f8" => ElementType.Float64,
            _ => null,
        };
        if (type is { } known) return (known, order == '>');
        var what = kind switch
        {
            ['O', ..] => "an object array (pickled Python objects)",
            ['U' or 'S' or 'a', ..] => $"an array of text (dtype '{Show(descr)}')",
            ['c', ..] => $"an array of complex numbers (dtype '{Show(descr)}')",
            ['M' or 'm', ..] => $"an array of times (dtype '{Show(descr)}')",
            ['V', ..] => $"an array of raw bytes (dtype '{Show(descr)}')",
            _ => $"dtype '{Show(descr)}'",
        };
        throw BadInputException.At(name, what, "bool, uint8..uint64, int8..int64, float16, float32 or float64", "Convert it with astype before saving.");
    }

    private Shape Tuple()
    {
        var extents = new List<long>();
        Expect('(');
        while (!Accept(')'))
        {
            var digits = Word();
            if (!long.TryParse(digits.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var extent))
                throw Bad($"the extent '{Show(digits)}'");
            extents.Add(extent);
            if (!Accept(',') && Peek() != ')') throw Bad("a broken shape");
        }

        return ArrayReader.Shape(name, [.. extents]);
    }

    private bool Boolean() => Word() switch
    {
        "True" => true,
        "False" => false,
        var other => throw Bad($"fortran_order '{Show(other)}'"),
    };

    private string Word()
    {
        Skip();
        var start = _at;
        while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at])) _at++;
        return text[start.._at];
    }

    private string Quoted()
    {
        var quote = Peek();
        if (quote is not ('\'' or '"')) throw Bad("an entry without quotes");
        var start = ++_at;
        var end = text.IndexOf(quote, start);
        if (end < 0) throw Bad("an open quote");
        _at = end + 1;
        return text[start..end];
    }

    private char Peek()
    {
        Skip();
        return _at < text.Length ? text[_at] : '\0';
    }

    private bool Accept(char c)
    {
        if (Peek() != c) return false;
        _at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Accept(c)) throw Bad($"no '{c}' at character {_at}");
    }

    private void Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    private static string Show(string found) => Printable.Text(found);

    private BadInputException Bad(string found) =>
        BadInputException.At(name, $"a .npy header with {found}", "a dictionary of descr, fortran_order and shape", "Write it again with numpy.save.");
}
