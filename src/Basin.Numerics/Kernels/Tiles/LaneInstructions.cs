using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>Writes vector instructions of one width and precision, as calls that the runtime turns into one each.</summary>
internal sealed class LaneInstructions
{
    private readonly ILGenerator _il;
    private readonly int _bits;
    private readonly Type _element;
    private readonly Type _vectors;

    /// <summary>Instructions for the vectors of <paramref name="shape"/>.</summary>
    public LaneInstructions(ILGenerator il, TileShape shape)
    {
        _il = il;
        _bits = shape.Bits;
        _element = shape.IsDouble ? typeof(double) : typeof(float);
        (_vectors, var generic) = _bits switch
        {
            512 => (typeof(Vector512), typeof(Vector512<>)),
            256 => (typeof(Vector256), typeof(Vector256<>)),
            128 => (typeof(Vector128), typeof(Vector128<>)),
            _ => (_element, _element),
        };
        Type = _bits == 0 ? _element : generic.MakeGenericType(_element);
    }

    /// <summary>The type of a vector.</summary>
    public Type Type { get; }

    /// <summary>→ 0.</summary>
    public void Zero()
    {
        if (_bits != 0) Call(Type, "get_Zero");
        else if (_element == typeof(float)) _il.Emit(OpCodes.Ldc_R4, 0f);
        else _il.Emit(OpCodes.Ldc_R8, 0.0);
    }

    /// <summary>Address → the vector there.</summary>
    public void Load() => _il.Emit(OpCodes.Ldobj, Type);

    /// <summary>Address → every lane the number there.</summary>
    public void Broadcast()
    {
        _il.Emit(OpCodes.Ldobj, _element);
        if (_bits != 0) Call(_vectors, "Create", _element);
    }

    /// <summary>Address → the lanes of <paramref name="mask"/> there, 0 elsewhere; other addresses are not touched.</summary>
    public void LoadPartial(LocalBuilder mask)
    {
        _il.Emit(OpCodes.Ldloc, mask);
        if (_bits == 512) Zero();
        var pointer = _element.MakePointerType();
        if (_bits == 512) Call(typeof(Avx512F), "MaskLoad", pointer, Type, Type);
        else Call(typeof(Avx), "MaskLoad", pointer, Type);
    }

    /// <summary>Address, value → stored.</summary>
    public void Store() => _il.Emit(OpCodes.Stobj, Type);

    /// <summary>Address, mask, value → the lanes of the mask stored.</summary>
    public void StorePartial() =>
        Call(_bits == 512 ? typeof(Avx512F) : typeof(Avx), "MaskStore", _element.MakePointerType(), Type, Type);

    /// <summary>x, y, z → x·y + z, fused where the hardware can.</summary>
    public void MultiplyAdd() =>
        Call(_vectors, _bits > 128 ? "FusedMultiplyAdd" : "MultiplyAddEstimate", Type, Type, Type);

    /// <summary>x, y → x + y.</summary>
    public void Add()
    {
        if (_bits == 0) _il.Emit(OpCodes.Add);
        else Call(Type, "op_Addition", Type, Type);
    }

    /// <summary>Vector → the sum of its lanes.</summary>
    public void Sum()
    {
        if (_bits != 0) CallGeneric(_vectors, "Sum");
    }

    /// <summary>A count → the mask of that many first lanes.</summary>
    public void Mask(LocalBuilder scratch)
    {
        _il.Emit(_element == typeof(float) ? OpCodes.Conv_R4 : OpCodes.Conv_R8);
        Call(_vectors, "Create", _element);
        _il.Emit(OpCodes.Stloc, scratch);
        Call(Type, "get_Indices");
        _il.Emit(OpCodes.Ldloc, scratch);
        CallGeneric(_vectors, "LessThan");
    }

    private void Call(Type type, string name, params Type[] parameters) =>
        _il.Emit(OpCodes.Call, type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, parameters)
            ?? throw new MissingMethodException(type.FullName, name));

    private void CallGeneric(Type type, string name)
    {
        foreach (var member in type.GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static))
        {
            if (member is not MethodInfo { IsGenericMethodDefinition: true } method) continue;
            _il.Emit(OpCodes.Call, method.MakeGenericMethod(_element));
            return;
        }

        throw new MissingMethodException(type.FullName, name);
    }
}
