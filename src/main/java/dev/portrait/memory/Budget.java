package dev.portrait.memory;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A limited amount, such as bytes of memory, that requests take before they use it. The queue is fair among owners: it works in rounds, in
 * which each owner gets one request granted, in the order of arrival. So the second request of an owner waits behind the first requests
 * of all others that wait, but not behind all that arrive later. A newcomer waits for at most two requests of each other owner.
 */
public final class Budget {

    private final long total;
    private final int maxWaiting;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Request> waiting = new ArrayList<>(); // in the order of arrival
    private final Map<String, Integer> pending = new HashMap<>(); // by owner: shares in use and requests that wait
    private long used;
    private long arrivals;
    private long round; // requests of this rank, or a lower one, are granted now
    private long lastOfRound; // later arrivals begin the next round

    /**
     * @param total the amount; at least 1
     * @param maxWaiting how many requests may wait
     * @param patience how long a request may wait
     */
    public Budget(long total, int maxWaiting, Duration patience) {
        this.total = total;
        this.maxWaiting = maxWaiting;
        this.patience = patience;
    }

    /** A part of the budget in use. Closing it gives it back; closing it again does nothing. */
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes an amount as soon as it is available. An amount above the total takes the whole budget.
     *
     * @param owner who uses it; requests of one owner wait for those of others
     * @throws RequestException {@code throttled} if too many requests wait, or if the amount is not available in time; {@code
     *     unavailable} if the thread is interrupted while it waits, for example because the server stops
     */
    public Share take(String owner, long amount) {
        lock.lock();
        try {
            Request request = new Request(owner, Math.min(amount, total), ++arrivals, rank(owner), lock.newCondition());
            pending.merge(owner, 1, Integer::sum);
            enqueue(request);
            await(request);
            return new Taken(request);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the whole amount. */
    public long total() {
        return total;
    }

    /** Returns the amount in use. */
    public long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many requests wait. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private long rank(String owner) {
        if (!pending.containsKey(owner)) {
            return round;
        }
        long last = waiting.stream()
                .filter(request -> request.owner.equals(owner))
                .mapToLong(request -> request.rank)
                .max()
                .orElse(round);
        return Math.max(round, last) + 1;
    }

    // If the queue is full, the last request in the order of ranks is refused, which may be another than the new one.
    // So one owner cannot fill the queue.
    private void enqueue(Request request) {
        waiting.add(request);
        grant();
        if (waiting.size() > maxWaiting) {
            Request last = waiting.stream()
                    .reduce((one, other) -> other.rank >= one.rank ? other : one)
                    .orElseThrow();
            waiting.remove(last);
            last.end(State.REFUSED);
        }
    }

    private void await(Request request) {
        try {
            long left = patience.toNanos();
            while (request.state == State.WAITING && left > 0) {
                left = request.changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(request);
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
        if (request.state != State.GRANTED) {
            giveUp(request);
            throw new RequestException(ErrorCode.THROTTLED);
        }
    }

    private void giveUp(Request request) {
        waiting.remove(request);
        leave(request, request.state == State.GRANTED ? request.amount : 0);
    }

    private void leave(Request request, long amount) {
        used -= amount;
        pending.computeIfPresent(request.owner, (owner, count) -> count == 1 ? null : count - 1);
        grant(); // others may have waited for this one
    }

    // Grants in order, and stops at the first request that does not fit: smaller ones must not overtake it for ever.
    private void grant() {
        Optional<Request> next = next();
        while (next.isPresent() && next.get().amount <= total - used) {
            Request request = next.get();
            waiting.remove(request);
            used += request.amount;
            advance(request);
            request.end(State.GRANTED);
            next = next();
        }
    }

    // Without a new round, newcomers would overtake the second request of an owner for ever.
    private void advance(Request granted) {
        round = Math.max(round, granted.rank);
        if (granted.arrival > lastOfRound) {
            round++;
            lastOfRound = arrivals;
        }
    }

    private Optional<Request> next() {
        return waiting.stream().min(Comparator.comparingLong(request -> request.rank)); // the first of equal ones
    }

    private enum State {
        WAITING,
        GRANTED,
        REFUSED
    }

    private static final class Request {

        private final String owner;
        private final long amount;
        private final long arrival;
        private final long rank;
        private final Condition changed;
        private State state = State.WAITING;

        Request(String owner, long amount, long arrival, long rank, Condition changed) {
            this.owner = owner;
            this.amount = amount;
            this.arrival = arrival;
            this.rank = rank;
            this.changed = changed;
        }

        void end(State end) {
            state = end;
            changed.signal();
        }
    }

    private final class Taken implements Share {

        private final Request request;
        private boolean open = true;

        Taken(Request request) {
            this.request = request;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (open) {
                    open = false;
                    leave(request, request.amount);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
