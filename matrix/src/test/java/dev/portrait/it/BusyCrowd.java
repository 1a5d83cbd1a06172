package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Users who change their profiles continuously while a test disrupts the system. */
final class BusyCrowd {

    private static final int MAX_CHANGES = 12; // each kind of change at least three times
    // Leaves a server that starts meanwhile its share of the processors.
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LAST_CHANGES = Duration.ofMinutes(1);

    private final List<BusyPerson> people;
    private final Random random;

    BusyCrowd(Portrait portrait, int size, Random random) {
        this.people = Stream.generate(() -> new BusyPerson(portrait.person()))
                .limit(size)
                .toList();
        this.random = random;
    }

    List<BusyPerson> people() {
        return people;
    }

    int changes() {
        return people.stream().mapToInt(BusyPerson::changes).sum();
    }

    int refusals() {
        return people.stream().mapToInt(BusyPerson::refusals).sum();
    }

    int unanswered() {
        return people.stream().mapToInt(BusyPerson::unanswered).sum();
    }

    /** Runs the disruption while all users are changing their profiles, after a random number of changes. */
    void disrupt(Disruption disruption) throws Exception {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(people.size());
        try {
            int enough = people.get(0).changes() + 1 + random.nextInt(MAX_CHANGES);
            List<ScheduledFuture<?>> working = new ArrayList<>();
            for (BusyPerson person : people) {
                working.add(threads.scheduleWithFixedDelay(person::change, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS));
            }
            Await.until(
                    "enough changes before the disruption", () -> people.get(0).changes() >= enough);
            disruption.run();
            threads.shutdown(); // after the change that each of them is making
            assertThat(threads.awaitTermination(LAST_CHANGES.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            for (ScheduledFuture<?> work : working) {
                if (!work.isCancelled()) {
                    work.get(); // A change failed.
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Asserts that no acknowledged change is lost. */
    void assertNothingLost() throws IOException {
        for (BusyPerson person : people) {
            person.assertNothingLost();
        }
    }

    /** Waits until more changes succeed, while the load continues. */
    void awaitProgress() throws Exception {
        int enough = people.get(0).changes() + 1 + random.nextInt(MAX_CHANGES / 3);
        Await.until("more changes", () -> people.get(0).changes() >= enough);
    }

    /** Kills or stops one or more processes. */
    interface Disruption {
        void run() throws Exception;
    }
}
