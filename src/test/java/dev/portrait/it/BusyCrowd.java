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

/** People who change their profiles all the time, until something ends. */
final class BusyCrowd {

    private static final int MOST_CHANGES = 40;

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

    /** Lets the blow fall while all of them are at work, after a number of changes that nobody knows before. */
    void interrupt(Blow blow) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(people.size());
        try {
            int enough = people.get(0).changes() + 1 + random.nextInt(MOST_CHANGES);
            List<Future<?>> working = new ArrayList<>();
            for (BusyPerson person : people) {
                working.add(threads.submit(() -> {
                    while (!over.get()) {
                        person.change();
                    }
                }));
            }
            Await.until("there was work", () -> people.get(0).changes() >= enough);
            blow.fall();
            over.set(true);
            for (Future<?> work : working) {
                work.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Asserts that nothing that was acknowledged is lost. */
    void check() throws IOException {
        for (BusyPerson person : people) {
            person.check();
        }
    }

    /** Asserts that somebody's changes go on while the load does. */
    void goOn() throws Exception {
        int enough = people.get(0).changes() + 1 + random.nextInt(MOST_CHANGES / 4);
        Await.until("changes go on", () -> people.get(0).changes() >= enough);
    }

    /** What ends one process or another. */
    interface Blow {
        void fall() throws Exception;
    }
}
