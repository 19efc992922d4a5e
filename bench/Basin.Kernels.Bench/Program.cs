using Basin.Kernels.Bench;

var verb = args.Length > 0 ? args[0] : "all";
if (verb is "all" or "tiles") Tiles.Run();
if (verb is "all" or "gemm") Products.Run(args.Length > 1 ? int.Parse(args[1]) : 1);
if (verb is "all" or "conv") Convolutions.Run(args.Length > 1 ? int.Parse(args[1]) : 1, args.Length > 2 ? args[2] : null);
