using Pbx.Domain.Documents;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Accounts;

/// <summary>What comes of a wish to change a part of an account.</summary>
public abstract record Edit
{
    private Edit()
    {
    }

    /// <summary>The account with the change, to be checked and saved like any document.</summary>
    /// <param name="What">What was done, in a sentence; the history keeps it.</param>
    /// <param name="Landings">Where the parts of the wish stand in the document.</param>
    /// <param name="Made">What is new, as addresses name it, or nothing of text when it is what the address of the wish names; none when nothing is new.</param>
    /// <param name="Around">The part of the document whose warnings are told with the change.</param>
    public sealed record Done(AccountDocument Document, string What, ValueList<Landing> Landings = default, string? Made = null, string Around = "/schemes") : Edit
    {
        /// <summary>A problem of the document, told to who wrote the wish: with the place in it, or with the place in the document where the wish has none.</summary>
        public Problem AsWished(Problem problem)
        {
            ArgumentNullException.ThrowIfNull(problem);
            return Landing(problem) is { } landing ? problem with { Pointer = landing.Wish + problem.Pointer[landing.Document.Length..] } : problem;
        }

        /// <summary>Whether a problem of the document stands in what was wished.</summary>
        public bool IsWished(Problem problem) => Landing(problem) is not null;

        private Landing? Landing(Problem problem) =>
            Landings.Where(landing => problem.Pointer == landing.Document || problem.Pointer.StartsWith(landing.Document + "/", StringComparison.Ordinal)).MaxBy(landing => landing.Document.Length);
    }

    /// <summary>The wish cannot be fulfilled by anybody; the pointers lead into it.</summary>
    public sealed record Refused(ValueList<Problem> Problems) : Edit
    {
        /// <summary>For one reason.</summary>
        public Refused(string pointer, string message)
            : this([new Problem(pointer, message)])
        {
        }
    }

    /// <summary>Something else in the account stands in the way; the pointers lead there.</summary>
    public sealed record Hindered(string Why, ValueList<Problem> By = default) : Edit;

    /// <summary>What was to be changed is not there.</summary>
    public sealed record Missing : Edit;
}

/// <summary>A place of the document, and the place in the wish that it comes from.</summary>
public sealed record Landing(string Document, string Wish);
