using Basin.App.Commands;
using Basin.App.Terminal;

OwnSession.BeginIfAsked();
return CommandLine.Run(args, Console.Out, Console.Error);
