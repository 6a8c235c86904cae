using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;

namespace Pbx.Engine.Floors;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Warning, "The floor of {Account} could not be looked at for those who watch it")]
    public static partial void NotSeen(ILogger logger, Exception trouble, AccountId account);
}
