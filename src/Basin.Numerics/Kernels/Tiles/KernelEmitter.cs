using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>What emitters share: a method of one argument, the address of a <typeparamref name="TCall"/>, and locals that are addresses or numbers.</summary>
internal abstract class KernelEmitter<TCall>(ILGenerator code)
    where TCall : unmanaged
{
    protected ILGenerator Code { get; } = code;

    protected LocalBuilder[] Locals(int count, Type type)
    {
        var locals = new LocalBuilder[count];
        for (var i = 0; i < count; i++) locals[i] = Code.DeclareLocal(type);
        return locals;
    }

    protected void Get(LocalBuilder local) => Code.Emit(OpCodes.Ldloc, local);

    protected void Set(LocalBuilder local) => Code.Emit(OpCodes.Stloc, local);

    protected void Constant(int value)
    {
        Code.Emit(OpCodes.Ldc_I4, value);
        Code.Emit(OpCodes.Conv_I);
    }

    protected void Increase(LocalBuilder pointer, LocalBuilder by)
    {
        Get(pointer);
        Get(by);
        Code.Emit(OpCodes.Add);
        Set(pointer);
    }

    protected void Increase(LocalBuilder number, int by)
    {
        Get(number);
        Constant(by);
        Code.Emit(OpCodes.Add);
        Set(number);
    }

    /// <summary>Pushes a field of the argument.</summary>
    protected void Field(string name) => At<TCall>(name, () => Code.Emit(OpCodes.Ldarg_0));

    /// <summary>Pushes a field of the struct whose address <paramref name="address"/> pushes.</summary>
    protected void At<TStruct>(string name, Action address)
    {
        address();
        Constant((int)Marshal.OffsetOf<TStruct>(name));
        Code.Emit(OpCodes.Add);
        Code.Emit(OpCodes.Ldind_I);
    }

    protected void Copy(string name, LocalBuilder local)
    {
        Field(name);
        Set(local);
    }
}
