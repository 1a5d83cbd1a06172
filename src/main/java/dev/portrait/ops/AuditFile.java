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
 * The file of the audit log. A server may write into its own log what clients send, line breaks included; nothing else writes
 * into this file. It is kept in 16 parts of 64 MiB.
 */
final class AuditFile implements AutoCloseable {

    private static final int PART_BYTES = 64 << 20;
    private static final int PARTS = 16;

    // A strong reference: the log manager keeps weak ones only.
    private final Logger logger = Logger.getLogger(AuditLog.CATEGORY);
    private final FileHandler handler;
    private final boolean toServerLog;

    private AuditFile(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            PrivateFiles.createFolders(folder);
        }
        // "%" begins a placeholder; %g is the number of the part.
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
     * Sends the audit log to the file from now on.
     *
     * @param file empty if the server's log has it
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
