package dev.portrait.it;

import java.io.IOException;
import java.nio.file.Path;

/** Runs the administrator's program that makes a key set of a PEM file. */
final class PemToJwks {

    private static final String PROGRAM = "server-config/tokens/PemToJwks.java";

    private PemToJwks() {}

    /** Writes the key set beside the PEM file. */
    static Path convert(Path pem, String keyId) throws IOException, InterruptedException {
        Path keys = pem.resolveSibling("keys.json");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        PROGRAM,
                        pem.toString(),
                        keyId)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(keys.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(PROGRAM + " ended with " + status);
        }
        return keys;
    }
}
