using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.NumberingPlans.Editing;

/// <summary>An account whose schemes are edited: the main one with a day and a night plan, and a second one; and what edits of it come to.</summary>
internal static class Draft
{
    /// <summary>A Saturday, 11:00 in Amsterdam.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public static readonly PhoneNumber First = PhoneNumber.Parse("+31205550100");

    public static AccountDocument Account { get; } = TestAccount.With("""{ "number": "100", "name": "Reception", "type": "auto-answer", "config": { "message": "Hello." } }""").Document with
    {
        Schemes =
        [
            new Scheme(
                1,
                "Test",
                [
                    new Plan(1, "Day", [Link("+31205550100", "100"), Link("+31205550101", "201")]),
                    new Plan(2, "Night", [Link("+31205550100", "300"), Link("+31205550101", "300")]),
                ],
                DefaultDestination: ExtensionNumber.Parse("300"),
                Weekly: [WeeklyEntry.WholeWeek(2), Office.Entry(Time.Weekday.Monday, "09:00", "17:00", 1)]),
            new Scheme(4, "Shop", [new Plan(1, "Always", [Link("+31205550103", "400")])]),
        ],
    };

    public static Link Link(string number, string extension, string prefix = "") => new(PhoneNumber.Parse(number), ExtensionNumber.Parse(extension), prefix);

    public static Scheme MainScheme(this Edit.Done done) => done.Document.Schemes[0];

    /// <summary>An edit that can be saved.</summary>
    public static Edit.Done Saved(Edit edit)
    {
        var done = Assert.IsType<Edit.Done>(edit);
        Assert.DoesNotContain(AccountCheck.Check(done.Document), problem => !problem.IsWarning);
        return done;
    }

    /// <summary>Where and how an edit is refused, by itself or by the checks of the document, with pointers into what was wished.</summary>
    public static IReadOnlyList<(string Pointer, string Message)> Refused(Edit edit) => edit switch
    {
        Edit.Refused refused => [.. refused.Problems.Select(problem => (problem.Pointer, problem.Message))],
        Edit.Done done => [.. AccountCheck.Check(done.Document).Where(problem => !problem.IsWarning).Select(done.AsWished).Select(problem => (problem.Pointer, problem.Message)).Distinct()],
        _ => throw new InvalidOperationException($"{edit}"),
    };

    /// <summary>What deserves a second look in what was wished.</summary>
    public static IReadOnlyList<string> Warned(Edit edit)
    {
        var done = Saved(edit);
        return [.. AccountCheck.Check(done.Document).Where(problem => problem.IsWarning && done.IsWished(problem)).Select(done.AsWished).Select(problem => problem.Pointer).Distinct()];
    }

    /// <summary>The mistakes of shape in a wish.</summary>
    public static IReadOnlyList<(string Pointer, string Message)> Misshapen<T>(string json)
        where T : class => [.. Wishes.Read<T>(Encoding.UTF8.GetBytes(json)).Wish!.Problems.Select(problem => (problem.Pointer, problem.Message))];

    public static T Wish<T>(string json)
        where T : class
    {
        var (wish, _) = Wishes.Read<T>(Encoding.UTF8.GetBytes(json));
        Assert.Empty(wish!.Problems);
        return wish.Value;
    }

    public static AccountDocument Edited(Func<Scheme, Scheme> change) => Account with { Schemes = Account.Schemes.Change(scheme => scheme.Number == 1 ? change(scheme) : scheme) };
}
