package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** The request's right to make an export, which lasts until its answer is written: an export reads all pictures of a user. */
@RequestScoped
public class ExportTurn {

    @Inject
    ProfileExport export;

    private @Nullable Long userId;

    /** @throws RequestException {@code throttled} while another request of the user makes one on this node */
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
