package dev.portrait.telemetry;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** The times of one series. */
final class Timing {

    // Enough for ten times above the 99th percentile, and few enough to sort on every request.
    private static final int LATEST = 1024;

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);
    private final AtomicLongArray latest = new AtomicLongArray(LATEST);
    private final AtomicInteger next = new AtomicInteger();

    void add(long time) {
        latest.set(Math.floorMod(next.getAndIncrement(), LATEST), time);
        nanos.add(time);
        max.accumulate(time);
        count.increment();
    }

    void into(Map<String, Double> values, String series) {
        long times = count.sum();
        values.put(series + ".count", (double) times);
        values.put(series + ".seconds", nanos.sum() / 1e9);
        values.put(series + ".longest_seconds", max.get() / 1e9);
        values.put(series + ".p99_seconds", percentile(99, (int) Math.min(times, LATEST)) / 1e9);
    }

    private long percentile(int percent, int times) {
        long[] sorted =
                IntStream.range(0, times).mapToLong(latest::get).sorted().toArray();
        return times == 0 ? 0 : sorted[(times * percent + 99) / 100 - 1];
    }
}
