// The least that ASP.NET Core serves: what the start of the PBX is compared with (ARCHITECTURE 8, P6).
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/api/health", () => "ok");
app.Run();
