using Microsoft.AspNetCore.Authentication.JwtBearer;
using Pbx.Simulator.Network.Time;

namespace Pbx.Local.Tests.JwtBearer;

public sealed class WhenKeysRotate : IAsyncLifetime
{
    private static readonly TestKey Old = TestKey.Rsa("rsa-1");
    private static readonly TestKey New = TestKey.Rsa("rsa-2");
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private TestProvider provider = null!;

    public async Task InitializeAsync() => provider = await TestProvider.Start(Old);

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task A_token_by_a_new_key_is_good_at_once_and_the_old_one_no_longer()
    {
        using var api = new TestApi(provider);
        Assert.Equal(200, (await api.Get(Old.Token(Payload.Of(provider)))).Status);
        provider.Keys = [New.Jwk];

        Assert.Equal(200, (await api.Get(Old.Token(Payload.Of(provider)))).Status); // nobody has told us yet
        Assert.Equal(200, (await api.Get(New.Token(Payload.Of(provider)))).Status);
        Assert.Equal(401, (await api.Get(Old.Token(Payload.Of(provider)))).Status);
        Assert.Equal(2, provider.KeyRequests);
    }

    [Fact]
    public async Task Tokens_by_unknown_keys_make_us_ask_once_in_an_interval_only()
    {
        using var api = new TestApi(provider);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(401, (await api.Get(New.Token($$"""{"alg":"RS256","kid":"unknown-{{i}}"}""", Payload.Of(provider)))).Status);
        }

        Assert.Equal(2, provider.KeyRequests);
        Assert.Equal(200, (await api.Get(Old.Token(Payload.Of(provider)))).Status);
    }

    [Fact]
    public async Task An_unknown_key_asks_nobody_if_so_wished()
    {
        using var api = new TestApi(provider, options => options.RefreshOnIssuerKeyNotFound = false);

        Assert.Equal(401, (await api.Get(New.Token(Payload.Of(provider)))).Status);
        Assert.Equal(1, provider.KeyRequests);
    }

    [Fact]
    public async Task However_many_requests_come_first_the_keys_are_fetched_once()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        provider.Gate = gate.Task;
        using var api = new TestApi(provider);
        var token = Old.Token(Payload.Of(provider));
        var all = Enumerable.Range(0, 50).Select(_ => Task.Run(() => api.Get(token))).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(all), met => Assert.Equal(200, met.Status));
        Assert.Equal(1, provider.KeyRequests);
    }

    [Fact]
    public async Task Many_requests_at_once_are_told_apart_with_both_kinds_of_keys()
    {
        var ec = TestKey.Ec("ec-1");
        provider.Keys = [Old.Jwk, ec.Jwk];
        using var api = new TestApi(provider);
        var tokens = new[] { Old, ec }.SelectMany(key => Enumerable.Range(0, 4).Select(i => (i, key.Token(Payload.Of(provider, p => p["sub"] = $"user-{i}"))))).ToArray();
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) =>
        {
            var (i, token) = tokens[n % tokens.Length];
            if (n % 3 == 0)
            {
                Assert.Equal(401, (await api.Get(token[..^8] + "AAAAAAAA")).Status);
            }
            else
            {
                Assert.Equal($"user-{i}", (await api.Get(token)).User?.FindFirst("sub")?.Value);
            }
        });
    }

    [Fact]
    public async Task While_the_provider_is_away_tokens_are_refused_and_soon_after_it_is_back_they_are_good()
    {
        Exception? told = null;
        provider.Away = true;
        using var api = new TestApi(provider, options => options.Events = new()
        {
            OnAuthenticationFailed = failed =>
            {
                told = failed.Exception;
                return Task.CompletedTask;
            },
        });
        var token = Old.Token(Payload.Of(provider));
        var met = await api.Get(token);
        Assert.Equal("Bearer error=\"invalid_token\", error_description=\"The signature key was not found\"", met.Challenge);
        Assert.Contains(provider.Address, told!.InnerException!.Message, StringComparison.Ordinal);
        provider.Away = false;

        Assert.Equal(200, (await api.Get(token)).Status);
    }

    [Fact]
    public async Task Keys_that_we_have_are_used_while_the_provider_is_away()
    {
        using var api = new TestApi(provider);
        Assert.Equal(200, (await api.Get(Old.Token(Payload.Of(provider)))).Status);
        provider.Away = true;

        Assert.Equal(401, (await api.Get(New.Token(Payload.Of(provider)))).Status);
        Assert.Equal(200, (await api.Get(Old.Token(Payload.Of(provider)))).Status);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("http://127.0.0.1:1/keys")]
    [InlineData("ftp://127.0.0.1/keys")]
    [InlineData("relative")]
    public async Task A_configuration_that_leads_nowhere_refuses_tokens_and_breaks_nothing(string keysAddress)
    {
        provider.KeysAddress = keysAddress;
        using var api = new TestApi(provider);

        Assert.Equal(401, (await api.Get(Old.Token(Payload.Of(provider)))).Status);
    }

    [Fact]
    public async Task Old_keys_are_served_while_new_ones_are_fetched_at_their_age()
    {
        using var clock = new Clock(Start);
        var (fetches, answer) = (0, new TaskCompletionSource<KeySet>());
        var keys = new SigningKeys(
            () =>
            {
                fetches++;
                return answer.Task;
            },
            TimeSpan.FromMinutes(5), TimeSpan.FromHours(12), clock);
        KeySet first = new("1", []), second = new("2", []);
        answer.SetResult(first);
        Assert.Same(first, await keys.Current(default));
        await clock.AdvanceTo(Start.AddHours(12) - TimeSpan.FromTicks(1));
        Assert.Same(first, await keys.Current(default));
        Assert.Equal(1, fetches);

        answer = new();
        await clock.AdvanceTo(Start.AddHours(12));
        Assert.Same(first, await keys.Current(default));
        Assert.Same(first, await keys.Current(default));
        var newer = keys.After(first, default); // joins the fetch that is under way
        answer.SetResult(second);
        Assert.Same(second, await newer);
        Assert.Same(second, await keys.Current(default));
        Assert.Equal(2, fetches);
    }

    [Fact]
    public async Task A_failed_fetch_keeps_the_keys_and_is_tried_again_after_the_interval()
    {
        using var clock = new Clock(Start);
        var (fetches, fails) = (0, false);
        KeySet only = new("1", []);
        var keys = new SigningKeys(
            () =>
            {
                fetches++;
                return fails ? Task.FromException<KeySet>(new InvalidOperationException("away")) : Task.FromResult(only);
            },
            TimeSpan.FromMinutes(5), TimeSpan.FromHours(12), clock);
        Assert.Same(only, await keys.Current(default));

        fails = true;
        Assert.Same(only, await keys.After(only, default));
        Assert.Same(only, await keys.After(only, default));
        Assert.Equal(2, fetches);
        await clock.AdvanceTo(Start.AddMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Same(only, await keys.After(only, default));
        Assert.Equal(2, fetches);
        await clock.AdvanceTo(Start.AddMinutes(5));
        Assert.Same(only, await keys.After(only, default));
        Assert.Equal(3, fetches);
    }

    [Fact]
    public async Task A_request_that_is_given_up_does_not_end_the_fetch_for_others()
    {
        var answer = new TaskCompletionSource<KeySet>();
        var keys = new SigningKeys(() => answer.Task, TimeSpan.FromMinutes(5), TimeSpan.FromHours(12), TimeProvider.System);
        using var gone = new CancellationTokenSource();
        var first = keys.Current(gone.Token);
        var second = keys.Current(default);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first);
        answer.SetResult(new("1", []));

        Assert.Equal("1", (await second).Issuer);
    }
}
