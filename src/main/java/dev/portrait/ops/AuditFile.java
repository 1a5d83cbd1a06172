package dev.portrait.ops;

import dev.portrait.config.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The file of the audit log, in 16 parts of 64 MiB. A server's own log may contain text from clients, with line breaks, so lines could be
 * forged there. Only the audit log writes into this file.
 */
final class AuditFile implements AutoCloseable {

    private static final int PART_BYTES = 64 << 20;
    private static final int PARTS = 16;

    // A strong reference, because the log manager has only weak ones.
    private final Logger logger = Logger.getLogger(AuditLog.CATEGORY);
    private final FileHandler handler;
    private final boolean toServerLog;

    private AuditFile(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            PrivateFiles.createFolders(folder);
        }
        // "%" starts a placeholder; %g is the number of the part.
        handler = new FileHandler(file.toString().replace("%", "%%") + ".%g", PART_BYTES, PARTS, true);
        handler.setEncoding(StandardCharsets.UTF_8.name());
        handler.setFormatter(new Formatter() {
            @Override
            public String format(LogRecord line) {
                return line.getMessage() + "\n";
            }
        });
        PrivateFiles.restrict(Path.of(file + ".0"));
        toServerLog = logger.getUseParentHandlers();
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    /**
     * Redirects the audit log to the file.
     *
     * @param file empty to leave it in the server's log
     * @throws IllegalStateException if the file cannot be written
     */
    static Optional<AuditFile> open(Optional<Path> file) {
        return file.map(path -> {
            try {
                return new AuditFile(path);
            } catch (IOException e) {
                throw new IllegalStateException(
                        "Portrait cannot start: portrait.audit.file must name a file that can be written.", e);
            }
        });
    }

    @Override
    public void close() {
        logger.setUseParentHandlers(toServerLog);
        logger.removeHandler(handler);
        handler.close();
    }
}
