package dev.portrait.platform.body;

import dev.portrait.memory.Budget;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the body of the current request occupies until its end: memory, and a file. */
@RequestScoped
public class ReceivedBody {

    private final List<Budget.Share> memory = new ArrayList<>();
    private @Nullable Spool base64;

    /**
     * Returns the text of {@code avatar_base64} in a JSON or urlencoded body, which is not in the body that resources get: there, the
     * value is empty. Call it once, after the body was read.
     *
     * @return empty if the field is absent or not a text
     */
    public Optional<InputStream> base64() throws IOException {
        return base64 == null ? Optional.empty() : Optional.of(base64.read());
    }

    Spool spoolBase64() {
        Spool spool = new Spool();
        base64 = spool;
        return spool;
    }

    void occupy(Budget.Share share) {
        memory.add(share);
    }

    @PreDestroy
    void release() {
        memory.forEach(Budget.Share::close);
        if (base64 != null) {
            base64.close();
        }
    }
}
