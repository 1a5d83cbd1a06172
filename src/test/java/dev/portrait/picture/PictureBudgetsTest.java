package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.memory.Budget;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.WorkingMemory;
import dev.portrait.picture.raster.Size;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PictureBudgetsTest {

    private static final int FILE = 10 << 20;
    private static final Size SIZE = new Size(1000, 1000);

    private final PictureBudgets budgets = new PictureBudgets(256L << 20, FILE, 2);

    @Test
    void there_is_a_turn_for_each_processor_whose_files_fit() {
        assertThat(budgets.turns().total()).isEqualTo(2);
        assertThat(new PictureBudgets(256L << 20, FILE, 100).turns().total()).isEqualTo(6);
        assertThat(new PictureBudgets(1 << 20, FILE, 2).turns().total()).isEqualTo(1);
    }

    @Test
    void the_files_of_all_turns_leave_the_rest_for_decoding() {
        assertThat(budgets.heap().total()).isEqualTo((256L << 20) - 2 * 2 * FILE);
    }

    @Test
    void a_picture_takes_its_memory_and_gives_it_back() throws PictureFault {
        Budget.Share share = budgets.takeMemory(1, new WorkingMemory(7, 8), SIZE);
        assertThat(List.of(budgets.heap().used(), budgets.outside().used())).containsExactly(7L, 8L);
        share.close();
        assertThat(List.of(budgets.heap().used(), budgets.outside().used())).containsExactly(0L, 0L);
    }

    @Test
    void a_picture_that_would_not_fit_alone_is_refused_with_the_pixels_that_would() {
        WorkingMemory twice = WorkingMemory.ofHeap(2 * budgets.heap().total());
        assertThatThrownBy(() -> budgets.takeMemory(1, twice, SIZE))
                .isInstanceOfSatisfying(PictureFault.class, fault -> {
                    assertThat(fault.of("avatar").code()).isEqualTo(ErrorCode.MAX_PIXELS);
                    assertThat(fault.of("avatar").arguments()).isEqualTo(List.of(SIZE.pixels() / 2));
                });
    }

    @Test
    void a_picture_without_memory_outside_the_heap_does_not_wait_for_any() throws Exception {
        WorkingMemory all = new WorkingMemory(1, budgets.outside().total());
        AtomicReference<Budget.Share> later = new AtomicReference<>();
        Budget.Share first = budgets.takeMemory(1, all, SIZE);
        Thread second = new Thread(() -> {
            try {
                later.set(budgets.takeMemory(2, all, SIZE));
            } catch (PictureFault e) {
                throw new IllegalStateException(e);
            }
        });
        second.start();
        Awaitility.await("the second waits").until(() -> budgets.outside().waiting() == 1);

        budgets.takeMemory(3, WorkingMemory.ofHeap(1), SIZE).close();

        assertThat(budgets.outside().waiting()).isEqualTo(1);
        first.close();
        second.join();
        Objects.requireNonNull(later.get()).close();
    }
}
