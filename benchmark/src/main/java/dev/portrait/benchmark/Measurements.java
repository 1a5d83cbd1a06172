package dev.portrait.benchmark;

import java.util.Collection;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;

/** The results of JMH. */
record Measurements(Collection<RunResult> results) {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /**
     * The time of one thumbnail, in milliseconds.
     *
     * @param error half the width of the 99.9 % confidence interval of the mean
     */
    record Time(double mean, double error) {}

    /** Returns the time, or empty if it was not measured. */
    Optional<Time> time(String contender, SourceFile file) {
        return run(contender, file)
                .map(run -> new Time(
                        run.getPrimaryResult().getScore(),
                        run.getPrimaryResult().getScoreError()));
    }

    /** Returns the bytes allocated on the heap for one thumbnail. */
    double allocation(String contender, SourceFile file) {
        return secondary(contender, file, ALLOCATION);
    }

    /** Returns the CPU time of one thumbnail, in milliseconds; see {@link ProcessorTime}. */
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
