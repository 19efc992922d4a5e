using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>The assembly, in memory only, that holds the emitted kernels.</summary>
internal static class KernelAssembly
{
    private static readonly Lock Gate = new();

    private static readonly ModuleBuilder Module =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Basin.Kernels"), AssemblyBuilderAccess.Run).DefineDynamicModule("Basin.Kernels");

    private static int _count;

    /// <summary>Compiles a static method <c>void (nint)</c>, at once and with every optimisation.</summary>
    /// <returns>Its address, callable as <c>delegate*&lt;nint, void&gt;</c> for the life of the process.</returns>
    public static nint Compile(string name, Action<ILGenerator> body)
    {
        lock (Gate)
        {
            var type = Module.DefineType($"{name}_{_count++}", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
            var method = type.DefineMethod("Run", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(nint)]);
            method.SetImplementationFlags(MethodImplAttributes.AggressiveOptimization);
            body(method.GetILGenerator());
            var handle = type.CreateType().GetMethod("Run")!.MethodHandle;
            RuntimeHelpers.PrepareMethod(handle);
            return handle.GetFunctionPointer();
        }
    }
}
