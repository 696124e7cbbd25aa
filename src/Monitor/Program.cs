using System.CommandLine;

var root = new RootCommand("Watches a folder of social-media exports and flags posts that people should review for partisanship.");
return await root.Parse(args).InvokeAsync();
