using MindMatrix.Cli;

// Server and command line are one executable. App.cs is the server's table of contents; Cli/CommandLine.cs lists the verbs.
return await CommandLine.RunAsync(args);
