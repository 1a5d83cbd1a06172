package dev.portrait.form;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes HTML in which every text and attribute is escaped. */
final class HtmlWriter {

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter().append("<!DOCTYPE html>\n");
    private final XMLStreamWriter html;

    HtmlWriter() {
        try {
            html = WRITERS.createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn
     */
    HtmlWriter open(String name, String... attributes) {
        return write(() -> {
            html.writeStartElement(name);
            writeAttributes(attributes);
        });
    }

    HtmlWriter close() {
        return write(html::writeEndElement);
    }

    /** Writes an element that has no content in HTML, such as {@code input}. */
    HtmlWriter empty(String name, String... attributes) {
        return write(() -> {
            html.writeEmptyElement(name);
            writeAttributes(attributes);
        });
    }

    HtmlWriter element(String name, String content, String... attributes) {
        return open(name, attributes).text(content).close();
    }

    HtmlWriter text(String content) {
        return write(() -> html.writeCharacters(content));
    }

    /** Ends all elements and returns the document. */
    String end() {
        write(html::writeEndDocument);
        return text.toString();
    }

    private void writeAttributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            html.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private HtmlWriter write(Step step) {
        try {
            step.write();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // a StringWriter does not fail
        }
    }

    private interface Step {
        void write() throws XMLStreamException;
    }
}
