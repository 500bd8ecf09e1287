using Pawl.Cli.Supervision;
using Pawl.Demo.Runs;

namespace Pawl.Demo.Tests.Supervision;

public sealed class KillPlanTests
{
    private const int Records = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void Every_kill_comes_before_the_work_is_done(int kills)
    {
        for (int seed = 0; seed < 100; seed++)
        {
            KillPlan plan = KillPlan.Draw(kills, Records, seed);

            Walk(plan, importsFirst: seed % 2 == 0);

            Assert.Equal(kills, plan.Made);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_moments_and_another_seed_others()
    {
        List<long> moments = Walk(KillPlan.Draw(5, Records, 42), importsFirst: true);

        Assert.Equal(moments, Walk(KillPlan.Draw(5, Records, 42), importsFirst: true));
        Assert.NotEqual(moments, Walk(KillPlan.Draw(5, Records, 43), importsFirst: true));
    }

    [Fact]
    public void The_import_is_hit_at_most_twice_because_the_third_time_would_fail_it()
    {
        KillPlan plan = KillPlan.Draw(5, Records, 1);
        var stillImporting = new RunProgress { Imported = Records - 1, Results = Records - 1, IsImporting = true };

        Assert.True(plan.TryTake(stillImporting));
        Assert.True(plan.TryTake(stillImporting));
        Assert.False(plan.TryTake(stillImporting));
        Assert.True(plan.TryTake(stillImporting with { IsImporting = false }));
    }

    [Fact]
    public void Without_kills_there_is_no_moment() =>
        Assert.False(KillPlan.Draw(0, Records, 1).TryTake(new RunProgress { Imported = Records, Results = Records }));

    private static List<long> Walk(KillPlan plan, bool importsFirst)
    {
        var moments = new List<long>();
        for (int done = 0; done < Records; done++)
        {
            var progress = new RunProgress
            {
                Imported = importsFirst ? Records : done + 1,
                Results = done,
                IsImporting = !importsFirst && done < 500,
            };
            while (plan.TryTake(progress))
            {
                moments.Add(done);
            }
        }

        return moments;
    }
}
