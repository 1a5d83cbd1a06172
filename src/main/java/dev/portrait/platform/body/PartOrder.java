package dev.portrait.platform.body;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which parts of a form are passed on, and in which order. The runtimes bind the first part of a name. So that a chosen file
 * wins over an empty text of the same name (contract §2), an empty text is held back until another part of its name, or the end. A
 * file field without a file is left out.
 */
final class PartOrder {

    private final String delimiter;
    private final Set<String> held = new LinkedHashSet<>();
    private final Set<String> passedOn = new HashSet<>();
    private boolean anyWritten;

    PartOrder(String delimiter) {
        this.delimiter = delimiter;
    }

    /**
     * Returns the text that the body gets before the content of a part; empty if the part is held back or left out.
     *
     * @param empty whether the part has no content
     */
    String begin(PartHeader header, boolean empty) {
        String name = header.name();
        if (empty && header.fileName().equals(Optional.of(""))) {
            return "";
        }
        if (empty && header.isTextField()) {
            if (!passedOn.contains(name)) {
                held.add(name);
            }
            return "";
        }
        String before = held.remove(name) && header.isTextField() ? part(PartHeader.text(name)) : "";
        passedOn.add(name);
        return before + part(header);
    }

    /**
     * Returns the end of the body. A browser sends a form without fields as a body without parts. RFC 2046 section 5.1.1 requires one
     * part, and some parsers insist on it, so such a body gets a part that no field reads.
     */
    String end() {
        StringBuilder rest = new StringBuilder();
        held.forEach(name -> rest.append(part(PartHeader.text(name))));
        if (!anyWritten) {
            rest.append(part(PartHeader.text("_")));
        }
        return rest + "\r\n" + delimiter + "--\r\n";
    }

    private String part(PartHeader header) {
        String lineBreak = anyWritten ? "\r\n" : "";
        anyWritten = true;
        return lineBreak + delimiter + "\r\n" + header;
    }
}
