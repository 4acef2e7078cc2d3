using MindMatrix.Engine;

namespace MindMatrix.Tests.Unit.Engine;

public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_goes_with_the_machine_and_at_half_speed_while_that_was_set_back()
    {
        var machine = new Machine { Now = Noon };
        var clock = new SteadyClock(machine);
        Assert.Equal(Noon, clock.GetUtcNow());

        machine.Pass(TimeSpan.FromMinutes(1), setBack: TimeSpan.FromMinutes(10));
        Assert.Equal(Noon.AddSeconds(30), clock.GetUtcNow());
        machine.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(Noon.AddSeconds(90), clock.GetUtcNow());

        // Caught up after twice as long as it was set back.
        machine.Pass(TimeSpan.FromMinutes(17));
        Assert.Equal(Noon.AddMinutes(10), clock.GetUtcNow());
        machine.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(machine.Now, clock.GetUtcNow());
    }

    private sealed class Machine : TimeProvider
    {
        private long _stamp;

        public DateTimeOffset Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => _stamp;

        public void Pass(TimeSpan time, TimeSpan setBack = default)
        {
            _stamp += time.Ticks;
            Now += time - setBack;
        }
    }
}
