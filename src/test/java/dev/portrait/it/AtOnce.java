package dev.portrait.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Sends requests at the same time, each from its own thread. */
final class AtOnce {

    private AtOnce() {}

    static <T, R> List<R> run(List<T> senders, Function<T, R> request) throws Exception {
        CyclicBarrier start = new CyclicBarrier(senders.size());
        ExecutorService threads = Executors.newFixedThreadPool(senders.size());
        try {
            List<Future<R>> pending = new ArrayList<>();
            for (T sender : senders) {
                pending.add(threads.submit(() -> {
                    start.await();
                    return request.apply(sender);
                }));
            }
            List<R> answers = new ArrayList<>();
            for (Future<R> answer : pending) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
