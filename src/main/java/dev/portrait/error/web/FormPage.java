package dev.portrait.error.web;

import dev.portrait.contract.ProfilePath;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Renders the page that a form without JavaScript gets instead of JSON. The page loads no other files: it may be shown at
 * the address of a proxy that does not serve them.
 */
final class FormPage {

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private FormPage() {}

    /**
     * Whether a request comes from such a form. Only a browser that shows the answer accepts HTML and not JSON.
     *
     * @param accept the {@code Accept} header, or null
     */
    static boolean isWanted(String method, String path, @Nullable String accept) {
        return method.equals("POST")
                && ProfilePath.matches(path)
                && accept != null
                && accept.contains("text/html")
                && !accept.contains("application/json");
    }

    static boolean isWanted(HttpServletRequest request) {
        Object failedUri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failedUri instanceof String uri ? uri : request.getRequestURI();
        return isWanted(request.getMethod(), path, request.getHeader(HttpHeaders.ACCEPT));
    }

    /** The page after a change. */
    static String saved(Optional<String> back) {
        return page("Saved", List.of("Your profile has been saved."), back);
    }

    /** The page with the messages of an error of contract §4. */
    static String refused(JsonObject body, Optional<String> back) {
        List<String> messages = body.getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .flatMap(FormPage::messages)
                .toList();
        return page("Nothing was saved", messages, back);
    }

    private static Stream<String> messages(JsonObject error) {
        if (!error.containsKey("field")) {
            return Stream.of(error.getString("message"));
        }
        String field = error.getString("field").replace('_', ' ');
        return error.getJsonArray("messages").stream()
                .map(JsonValue::asJsonObject)
                .map(message -> message.getJsonString("message"))
                .map(JsonString::getString)
                .map(message -> field + ": " + message);
    }

    private static String page(String title, List<String> sentences, Optional<String> back) {
        StringWriter page = new StringWriter();
        page.write("<!DOCTYPE html>\n");
        try {
            XMLStreamWriter html = WRITERS.createXMLStreamWriter(page);
            html.writeStartElement("html");
            html.writeAttribute("lang", "en");
            html.writeStartElement("head");
            meta(html, "color-scheme", "light dark");
            meta(html, "viewport", "width=device-width, initial-scale=1");
            element(html, "title", title);
            html.writeEndElement();
            html.writeStartElement("body");
            element(html, "h1", title);
            for (String sentence : sentences) {
                element(html, "p", sentence);
            }
            if (back.isPresent()) {
                html.writeStartElement("p");
                html.writeStartElement("a");
                html.writeAttribute("href", back.get());
                html.writeCharacters("Back to the form");
                html.writeEndElement();
                html.writeEndElement();
            } else {
                element(html, "p", "Go back to the form with your browser.");
            }
            html.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return page.toString();
    }

    private static void meta(XMLStreamWriter html, String name, String content) throws XMLStreamException {
        html.writeEmptyElement("meta");
        html.writeAttribute("name", name);
        html.writeAttribute("content", content);
    }

    private static void element(XMLStreamWriter html, String name, String text) throws XMLStreamException {
        html.writeStartElement(name);
        html.writeCharacters(text);
        html.writeEndElement();
    }
}
