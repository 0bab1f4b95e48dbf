using CivilLine.Hosting;
using Microsoft.Extensions.Options;

try
{
    await using var app = CivilLineServer.Create(args);
    await app.RunAsync();
    return 0;
}
catch (Exception refusal) when (refusal is StartRefusedException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
