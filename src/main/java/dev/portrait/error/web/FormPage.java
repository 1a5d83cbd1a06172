package dev.portrait.error.web;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a page without JavaScript gets instead of JSON: a page that says whether its profile was saved. It
 * refers to nothing, since it is read at the address of the proxy that the form was sent to.
 */
final class FormPage {

    private static final Pattern PROFILE = Pattern.compile("(?:^|/)user/[1-9][0-9]*/?$");
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private FormPage() {}

    /**
     * Whether such a form asks: only browsers that show the answer want HTML, and do not want JSON.
     *
     * @param accept the header of that name; null if there is none
     */
    static boolean isWanted(String method, String path, @Nullable String accept) {
        return method.equals("POST")
                && PROFILE.matcher(path).find()
                && accept != null
                && accept.contains("text/html")
                && !accept.contains("application/json");
    }

    static boolean isWanted(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String before ? before : request.getRequestURI();
        return isWanted(request.getMethod(), path, request.getHeader(HttpHeaders.ACCEPT));
    }

    /** That everything was saved. */
    static String saved(Optional<String> back) {
        return page("Saved", List.of("Your profile has been saved."), back);
    }

    /** What the errors of contract §4 say. */
    static String refused(JsonObject body, Optional<String> back) {
        List<String> problems = body.getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .flatMap(FormPage::problems)
                .toList();
        return page("Nothing was saved", problems, back);
    }

    private static Stream<String> problems(JsonObject error) {
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
