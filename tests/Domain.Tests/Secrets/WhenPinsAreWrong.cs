using Pbx.Domain.Secrets;

namespace Pbx.Domain.Tests.Secrets;

public sealed class WhenPinsAreWrong
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Rule", "EXT-309")]
    [Trait("Rule", "EXT-192")]
    public void The_tenth_within_an_hour_blocks_for_an_hour()
    {
        var attempts = Wrong(9, TimeSpan.FromMinutes(6));
        Assert.Null(attempts.BlockedUntil);
        var (tenth, isBlocked) = attempts.Count("tenth", Start.AddMinutes(59));
        Assert.False(isBlocked);
        Assert.Equal(Start.AddMinutes(59 + 60), tenth.BlockedUntil);
        Assert.True(tenth.Count("next", Start.AddMinutes(119).AddTicks(-1)).IsBlocked);
        Assert.False(tenth.Count("next", Start.AddMinutes(119)).IsBlocked);
    }

    [Fact]
    [Trait("Rule", "EXT-309")]
    public void Those_of_more_than_an_hour_ago_do_not_count()
    {
        var attempts = Wrong(9, TimeSpan.FromMinutes(6));
        Assert.Null(attempts.Count("tenth", Start.AddMinutes(60)).Next.BlockedUntil);
        Assert.NotNull(attempts.Count("tenth", Start.AddMinutes(60).AddTicks(-1)).Next.BlockedUntil);
    }

    [Fact]
    public void One_that_is_told_twice_counts_once()
    {
        var attempts = Wrong(9, TimeSpan.Zero);
        for (var i = 0; i < 5; i++)
        {
            attempts = attempts.Count("8", Start).Next;
        }

        Assert.Null(attempts.BlockedUntil);
    }

    [Fact]
    public void The_right_pin_takes_its_own_attempt_back_and_no_other()
    {
        var attempts = Wrong(9, TimeSpan.Zero).Count("right", Start).Next;
        Assert.NotNull(attempts.BlockedUntil);
        attempts = attempts.Forgive("right", Start);
        Assert.Equal((null, 9), (attempts.BlockedUntil, attempts.Wrong.Count));
        Assert.NotNull(attempts.Count("tenth", Start).Next.BlockedUntil);
    }

    [Fact]
    public void While_it_is_blocked_nothing_is_counted_so_that_it_ends()
    {
        var attempts = Wrong(10, TimeSpan.Zero);
        Assert.Equal(attempts, attempts.Count("more", Start.AddMinutes(30)).Next);
    }

    private static PinAttempts Wrong(int count, TimeSpan apart)
    {
        var attempts = new PinAttempts();
        for (var i = 0; i < count; i++)
        {
            attempts = attempts.Count($"{i}", Start + (apart * i)).Next;
        }

        return attempts;
    }
}
