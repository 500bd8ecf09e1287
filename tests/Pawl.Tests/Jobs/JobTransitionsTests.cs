namespace Pawl.Tests.Jobs;

public sealed class JobTransitionsTests
{
    // Written a second time, as a picture, so that a slip in the table is seen: a row goes to the columns with an x.
    private const string Picture = """
                      S  Q  Ru Re W  Su F  C
        Scheduled     x  x  .  .  .  .  .  x
        Queued        x  x  x  .  x  .  .  x
        Running       x  x  .  x  .  x  x  x
        Retrying      x  x  .  .  .  .  .  x
        Waiting       x  x  .  .  .  .  .  x
        Succeeded     .  .  .  .  .  .  .  .
        Failed        .  x  .  .  .  .  .  .
        Cancelled     .  x  .  .  .  .  .  .
        """;

    private static readonly JobState[] States = Enum.GetValues<JobState>();

    public static TheoryData<JobState, JobState, bool> Changes
    {
        get
        {
            var data = new TheoryData<JobState, JobState, bool>();
            foreach (string line in Picture.Split('\n').Skip(1))
            {
                string[] cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                foreach (JobState to in States)
                {
                    data.Add(Enum.Parse<JobState>(cells[0]), to, cells[1 + (int)to] == "x");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Exactly_these_changes_are_allowed(JobState from, JobState to, bool isAllowed)
    {
        Assert.Equal(isAllowed, JobTransitions.IsAllowed(from, to));
        if (isAllowed)
        {
            JobTransitions.Require(from, to);
        }
        else
        {
            string message = Assert.Throws<InvariantException>(() => JobTransitions.Require(from, to)).Message;
            Assert.Contains($"from {from} to {to}", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_picture_shows_every_change() => Assert.Equal(States.Length * States.Length, Changes.Count);

    [Fact]
    public void Every_state_can_be_reached_from_where_jobs_begin()
    {
        HashSet<JobState> reached = [.. JobTransitions.Initial];
        while (States.FirstOrDefault(IsNext, (JobState)(-1)) is var next && (int)next >= 0)
        {
            reached.Add(next);
        }

        Assert.Equal(States, reached.Order());

        bool IsNext(JobState to) => !reached.Contains(to) && reached.Any(from => JobTransitions.IsAllowed(from, to));
    }

    [Fact]
    public void Only_running_jobs_succeed_fail_or_retry() =>
        Assert.All(
            [JobState.Succeeded, JobState.Failed, JobState.Retrying],
            to => Assert.Equal([JobState.Running], States.Where(from => JobTransitions.IsAllowed(from, to))));

    [Fact]
    public void A_job_runs_only_after_it_was_queued() =>
        Assert.Equal([JobState.Queued], States.Where(from => JobTransitions.IsAllowed(from, JobState.Running)));

    [Fact]
    public void Jobs_begin_scheduled_or_queued() =>
        Assert.Equal([JobState.Scheduled, JobState.Queued], JobTransitions.Initial);

    [Fact]
    public void Three_states_are_final() =>
        Assert.Equal(
            [JobState.Succeeded, JobState.Failed, JobState.Cancelled], States.Where(state => state.IsFinished()));
}
