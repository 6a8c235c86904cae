using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Pbx.Functions;
using Pbx.Functions.Access;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<Gate>();
builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.AddTokenChecks(builder.Configuration);
builder.Services.AddPbx(builder.Configuration);
await builder.Build().RunAsync();
