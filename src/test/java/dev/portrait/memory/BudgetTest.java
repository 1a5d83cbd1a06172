package dev.portrait.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BudgetTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final BlockingQueue<String> order = new LinkedBlockingQueue<>();
    private final BlockingQueue<ErrorCode> refusals = new LinkedBlockingQueue<>();
    private final BlockingQueue<Budget.Share> held = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void gives_out_no_more_than_the_total() {
        Budget budget = new Budget(10, 0, LONG);
        Budget.Share share = budget.take("ann", 6);
        assertRefused(budget, "bob", 5, ErrorCode.THROTTLED);
        Budget.Share rest = budget.take("bob", 4);
        assertThat(budget.used()).isEqualTo(10);
        share.close();
        rest.close();
        assertThat(budget.used()).isZero();
        assertThat(budget.total()).isEqualTo(10);
    }

    @Test
    void gives_a_share_back_once() {
        Budget budget = new Budget(10, 0, LONG);
        Budget.Share share = budget.take("ann", 6);
        budget.take("bob", 4);
        share.close();
        share.close();
        assertThat(budget.used()).isEqualTo(4);
    }

    @Test
    void gives_the_whole_budget_to_a_request_above_the_total() {
        Budget budget = new Budget(10, 0, LONG);
        try (Budget.Share whole = budget.take("ann", 11)) {
            assertThat(whole).isNotNull();
            assertRefused(budget, "bob", 1, ErrorCode.THROTTLED);
        }
        budget.take("bob", 10).close();
    }

    @Test
    void refuses_a_request_that_waited_too_long() {
        Budget budget = new Budget(1, 1, Duration.ofMillis(20));
        try (Budget.Share share = budget.take("ann", 1)) {
            assertThat(share).isNotNull();
            assertRefused(budget, "bob", 1, ErrorCode.THROTTLED);
        }
        budget.take("bob", 1).close();
    }

    @Test
    void lets_the_next_request_of_a_person_wait_for_those_of_others() throws Exception {
        Budget budget = new Budget(1, 9, LONG);
        Budget.Share running = budget.take("ann", 1);
        waitFor(budget, "ann", "ann 2", 1);
        waitFor(budget, "ann", "ann 3", 2);
        waitFor(budget, "bob", "bob 1", 3);
        waitFor(budget, "bob", "bob 2", 4);
        waitFor(budget, "cid", "cid 1", 5);
        running.close();
        assertThat(List.of(next(), next(), next(), next(), next()))
                .containsExactly("bob 1", "cid 1", "ann 2", "bob 2", "ann 3");
    }

    @Test
    void counts_what_a_person_has_already() throws Exception {
        Budget budget = new Budget(2, 9, LONG);
        budget.take("ann", 1);
        Budget.Share running = budget.take("bob", 1);
        waitFor(budget, "ann", "ann 2", 1);
        waitFor(budget, "cid", "cid 1", 2);
        running.close();
        assertThat(List.of(next(), next())).containsExactly("cid 1", "ann 2");
    }

    @Test
    void grants_the_next_request_of_a_person_while_newcomers_keep_arriving() throws Exception {
        Budget budget = new Budget(1, 9, LONG);
        Budget.Share running = budget.take("ann", 1);
        waitFor(budget, "ann", "ann 2", 1);
        assertGrantedAmongNewcomers(budget, running, "ann 2");
    }

    @Test
    void forgets_the_requests_of_a_person_that_were_refused() throws Exception {
        Budget budget = new Budget(1, 3, LONG);
        Budget.Share running = budget.take("ann", 1);
        List<Thread> others = List.of(
                waitFor(budget, "bob", "bob 1", 1),
                waitFor(budget, "cid", "cid 1", 2),
                waitFor(budget, "dan", "dan 1", 3));
        for (int i = 0; i < 20; i++) {
            assertRefused(budget, "ann", 1, ErrorCode.THROTTLED);
        }
        others.forEach(Thread::interrupt);
        Awaitility.await().until(() -> budget.waiting() == 0);
        waitFor(budget, "ann", "ann 2", 1);
        assertGrantedAmongNewcomers(budget, running, "ann 2");
    }

    /** Expects that the only request that waits is granted soon, although another person's request waits at any time. */
    private void assertGrantedAmongNewcomers(Budget budget, Budget.Share running, String name) throws Exception {
        waitToHold(budget, "newcomer 0", 2);
        Budget.Share share = running;
        for (int i = 1; i <= 5 && order.isEmpty(); i++) {
            waitToHold(budget, "newcomer " + i, 3);
            share.close();
            share = Objects.requireNonNull(held.poll(10, TimeUnit.SECONDS), "nothing granted");
        }
        assertThat(order).containsExactly(name);
    }

    @Test
    void lets_no_smaller_request_overtake_one_that_waits_for_room() throws Exception {
        Budget budget = new Budget(10, 9, LONG);
        Budget.Share running = budget.take("ann", 6);
        waitFor(budget, "bob", "large", 9, 1);
        waitFor(budget, "cid", "small", 2, 2);
        assertThat(budget.used()).isEqualTo(6);
        running.close();
        assertThat(List.of(next(), next())).containsExactly("large", "small");
    }

    @Test
    void replaces_the_last_request_of_a_person_who_fills_the_queue() throws Exception {
        Budget budget = new Budget(1, 2, LONG);
        Budget.Share running = budget.take("ann", 1);
        waitFor(budget, "ann", "ann 2", 1);
        waitFor(budget, "ann", "ann 3", 2);
        assertRefused(budget, "ann", 1, ErrorCode.THROTTLED);
        start(budget, "bob", "bob 1", 1);
        assertThat(refusals.poll(10, TimeUnit.SECONDS)).isEqualTo(ErrorCode.THROTTLED);
        running.close();
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("bob 1", "ann 2");
    }

    @Test
    void goes_on_after_a_request_gave_up() throws Exception {
        Budget budget = new Budget(10, 9, LONG);
        budget.take("ann", 6);
        Thread large = waitFor(budget, "bob", "large", 8, 1);
        waitFor(budget, "cid", "small", 1, 2);
        large.interrupt();
        assertThat(refusals.poll(10, TimeUnit.SECONDS)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(next()).isEqualTo("small");
    }

    @Test
    void keeps_the_interrupted_status_of_the_thread() {
        Budget budget = new Budget(1, 1, LONG);
        budget.take("ann", 1);
        Thread.currentThread().interrupt();
        assertRefused(budget, "bob", 1, ErrorCode.UNAVAILABLE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(budget.used()).isEqualTo(1);
    }

    private String next() throws InterruptedException {
        return Objects.requireNonNull(order.poll(10, TimeUnit.SECONDS), "nothing granted");
    }

    private Thread waitFor(Budget budget, String owner, String name, int waiting) {
        return waitFor(budget, owner, name, 1, waiting);
    }

    /** Starts a request, and returns when it waits. */
    private Thread waitFor(Budget budget, String owner, String name, long amount, int waiting) {
        Thread thread = start(budget, owner, name, amount);
        awaitWaiting(thread, budget, waiting);
        return thread;
    }

    /** Starts a request that keeps its share, and returns when it waits. */
    private void waitToHold(Budget budget, String owner, int waiting) {
        Thread thread = new Thread(() -> {
            try {
                held.add(budget.take(owner, 1));
            } catch (RequestException refused) {
                refusals.add(refused.code());
            }
        });
        threads.add(thread);
        thread.start();
        awaitWaiting(thread, budget, waiting);
    }

    private static void awaitWaiting(Thread thread, Budget budget, int waiting) {
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING && budget.waiting() == waiting);
    }

    private Thread start(Budget budget, String owner, String name, long amount) {
        Thread thread = new Thread(() -> {
            try (Budget.Share share = budget.take(owner, amount)) {
                assertThat(share).isNotNull();
                order.add(name);
            } catch (RequestException refused) {
                refusals.add(refused.code());
            }
        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    private static void assertRefused(Budget budget, String owner, long amount, ErrorCode code) {
        assertThatThrownBy(() -> budget.take(owner, amount))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
