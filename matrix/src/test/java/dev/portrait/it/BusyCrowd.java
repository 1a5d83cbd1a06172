package dev.portrait.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Users who change their profiles continuously while a test disrupts the system. */
final class BusyCrowd {

    private static final int MAX_CHANGES = 40;

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
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(people.size());
        try {
            int enough = people.get(0).changes() + 1 + random.nextInt(MAX_CHANGES);
            List<Future<?>> working = new ArrayList<>();
            for (BusyPerson person : people) {
                working.add(threads.submit(() -> {
                    while (!over.get()) {
                        person.change();
                    }
                }));
            }
            Await.until(
                    "enough changes before the disruption", () -> people.get(0).changes() >= enough);
            disruption.run();
            over.set(true);
            for (Future<?> work : working) {
                work.get();
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
        int enough = people.get(0).changes() + 1 + random.nextInt(MAX_CHANGES / 4);
        Await.until("more changes", () -> people.get(0).changes() >= enough);
    }

    /** Kills or stops one or more processes. */
    interface Disruption {
        void run() throws Exception;
    }
}
