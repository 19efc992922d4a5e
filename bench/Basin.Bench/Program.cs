using Basin.Bench;

return BenchCommand.Run(args);
