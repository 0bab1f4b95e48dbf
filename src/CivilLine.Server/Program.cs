using CivilLine.Hosting;

await using var app = CivilLineServer.Create(args);
await app.RunAsync();
