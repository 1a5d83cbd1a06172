package dev.portrait.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reports the result of the demo to Maven as a rule of the Enforcer (see the profile {@code demo}). Maven would print an
 * exit status as a stack trace; it prints the message of a rule as a sentence.
 */
record Outcome(Path file) {

    void succeeded() throws IOException {
        write("<alwaysPass/>");
    }

    void failed(String sentence) throws IOException {
        String text = sentence.replace("&", "&amp;").replace("<", "&lt;");
        // Requires a property that is never set, because the rule alwaysFail adds its own sentence to the message.
        write("<requireProperty><property>portrait.demo.ran</property><message>" + text
                + "</message></requireProperty>");
    }

    private void write(String rule) throws IOException {
        Files.writeString(file, "<enforcer><rules>" + rule + "</rules></enforcer>\n");
    }
}
