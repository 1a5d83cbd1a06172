package dev.portrait.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells Maven how the demo ended, as a rule of the Enforcer (see the profile {@code demo}). An exit status would do, but
 * Maven prints it as a stack trace; this it prints as a sentence.
 */
record Outcome(Path file) {

    void fine() throws IOException {
        write("<alwaysPass/>");
    }

    void failed(String sentence) throws IOException {
        String text = sentence.replace("&", "&amp;").replace("<", "&lt;");
        // A property that nobody sets: alwaysFail would add a sentence of its own.
        write("<requireProperty><property>portrait.demo.ran</property><message>" + text
                + "</message></requireProperty>");
    }

    private void write(String rule) throws IOException {
        Files.writeString(file, "<enforcer><rules>" + rule + "</rules></enforcer>\n");
    }
}
