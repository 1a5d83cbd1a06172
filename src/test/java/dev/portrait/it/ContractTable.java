package dev.portrait.it;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Counts the tests of each section of the contract, and those that passed. */
final class ContractTable {

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(1, "Endpoints"),
            Map.entry(2, "The profile body"),
            Map.entry(3, "User"),
            Map.entry(4, "Errors"),
            Map.entry(5, "Pictures"),
            Map.entry(6, "Versions"),
            Map.entry(7, "Tokens"),
            Map.entry(8, "First sight"),
            Map.entry(9, "Old callers"),
            Map.entry(10, "Avatars for other programs"),
            Map.entry(11, "Who may see what"),
            Map.entry(12, "Administrators"),
            Map.entry(13, "Signing in on the pages"));

    private final Map<Integer, AtomicInteger> run = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> passed = new ConcurrentHashMap<>();
    private final AtomicInteger allPassed = new AtomicInteger();

    void passed(ExtensionContext test) {
        count(test, run);
        count(test, passed);
        allPassed.incrementAndGet();
    }

    void failed(ExtensionContext test) {
        count(test, run);
    }

    /** Returns the number of passed tests, with or without a section. */
    int allPassed() {
        return allPassed.get();
    }

    private static void count(ExtensionContext test, Map<Integer, AtomicInteger> counts) {
        AnnotationSupport.findAnnotation(test.getElement(), ContractSection.class)
                .or(() -> AnnotationSupport.findAnnotation(test.getRequiredTestClass(), ContractSection.class))
                .ifPresent(sections -> {
                    for (int section : sections.value()) {
                        counts.computeIfAbsent(section, key -> new AtomicInteger())
                                .incrementAndGet();
                    }
                });
    }

    /** Returns a Markdown table with one row per section. */
    String text(String server) {
        return new TreeMap<>(TITLES)
                .entrySet().stream()
                        .map(title -> "| §%d %s | %d | %d |%n"
                                .formatted(
                                        title.getKey(),
                                        title.getValue(),
                                        number(run, title.getKey()),
                                        number(passed, title.getKey())))
                        .collect(Collectors.joining(
                                "", "%n| contract on %s | tests | passed |%n|---|---|---|%n".formatted(server), "\n"));
    }

    private static int number(Map<Integer, AtomicInteger> counts, int section) {
        return counts.getOrDefault(section, new AtomicInteger()).get();
    }
}
