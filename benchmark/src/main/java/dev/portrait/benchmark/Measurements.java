package dev.portrait.benchmark;

import java.util.Collection;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;

/** What JMH has found. */
record Measurements(Collection<RunResult> results) {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /**
     * How long one thumbnail takes, in milliseconds.
     *
     * @param error half of the interval that holds the mean with a confidence of 99.9 %
     */
    record Time(double mean, double error) {}

    /** Empty if that was not measured. */
    Optional<Time> time(String contender, SourceFile file) {
        return run(contender, file)
                .map(run -> new Time(
                        run.getPrimaryResult().getScore(),
                        run.getPrimaryResult().getScoreError()));
    }

    /** Bytes allocated in the heap for one thumbnail. */
    double allocation(String contender, SourceFile file) {
        return secondary(contender, file, ALLOCATION);
    }

    /** Milliseconds that the processor works for one thumbnail; see {@link ProcessorTime}. */
    double processorTime(String contender, SourceFile file) {
        return secondary(contender, file, ProcessorTime.RESULT);
    }

    private double secondary(String contender, SourceFile file, String name) {
        return run(contender, file).stream()
                .flatMap(run -> run.getSecondaryResults().entrySet().stream())
                .filter(result -> result.getKey().endsWith(name))
                .mapToDouble(result -> result.getValue().getScore())
                .findFirst()
                .orElseThrow();
    }

    private Optional<RunResult> run(String contender, SourceFile file) {
        return results.stream()
                .filter(run -> run.getParams().getBenchmark().endsWith("." + contender))
                .filter(run -> run.getParams().getParam("file").equals(file.name()))
                .findFirst();
    }
}
