package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaStore;
import dev.portrait.user.AvatarService;
import org.junit.jupiter.api.Test;

class ExportTurnTest {

    private final ProfileExport export =
            new ProfileExport(mock(AvatarService.class), mock(MediaStore.class), mock(Settings.class));

    @Test
    void lets_a_user_make_one_export_at_a_time() {
        ExportTurn first = turn();
        ExportTurn second = turn();
        first.take(1);

        assertThatThrownBy(() -> second.take(1))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.THROTTLED));
        second.end();
        assertThatThrownBy(() -> turn().take(1)).isInstanceOf(RequestException.class);
        assertThatCode(() -> turn().take(2)).doesNotThrowAnyException();

        first.end();
        assertThatCode(() -> turn().take(1)).doesNotThrowAnyException();
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private ExportTurn turn() {
        ExportTurn turn = new ExportTurn();
        turn.export = export;
        return turn;
    }
}
