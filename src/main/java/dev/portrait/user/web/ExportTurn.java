package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Limits exports, which read all pictures of a user, to one at a time for each user. Ends when the answer is written. */
@RequestScoped
public class ExportTurn {

    @Inject
    ProfileExport export;

    private @Nullable Long userId;

    /** @throws RequestException {@code throttled} while another export of the user runs on this node */
    void take(long user) {
        if (!export.begin(user)) {
            throw new RequestException(ErrorCode.THROTTLED);
        }
        userId = user;
    }

    @PreDestroy
    void end() {
        if (userId != null) {
            export.end(userId);
        }
    }
}
