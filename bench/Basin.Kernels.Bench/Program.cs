using System.Runtime.InteropServices;
using Basin.Kernels.Bench;

var verb = args.Length > 0 ? args[0] : "all";
if (verb is "all" or "tiles") Tiles.Run();
