using Pbx.Domain.Assertions;
using Pbx.Domain.Machines;

namespace Pbx.Engine.Configurations;

/// <summary>What an account expects, as it is stored: calls do not read it.</summary>
internal sealed record AssertionsText(ValueList<Assertion> Assertions);
