package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FormPageTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String HOSTILE = "\"'><script>alert(1)</script>&amp;";

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v2/user/1/", "/api/v2/user/1", "user/42/", "/portrait/api/v2/user/9223372036854775807/"})
    void is_wanted_by_a_browser_that_posts_to_a_profile(String path) {
        assertThat(FormPage.isWanted("POST", path, BROWSER)).isTrue();
        assertThat(FormPage.isWanted("POST", path, "text/html")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v2/user/1/",
        "PUT, /api/v2/user/1/",
        "post, /api/v2/user/1/",
        "POST, /api/v2/user/me/",
        "POST, /api/v2/user/0/",
        "POST, /api/v2/user/01/",
        "POST, /api/v2/user/1x/",
        "POST, /api/v2/user/",
        "POST, /api/v2/user/avatar/",
        "POST, /api/v2/user/1/status/",
        "POST, /api/v2/superuser/1/"
    })
    void is_not_wanted_for_other_requests(String method, String path) {
        assertThat(FormPage.isWanted(method, path, BROWSER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html, application/json;q=0.5", "text/plain", ""})
    void is_not_wanted_by_a_client_that_accepts_json_or_no_html(String accept) {
        assertThat(FormPage.isWanted("POST", "/api/v2/user/1/", accept)).isFalse();
    }

    @Test
    void is_not_wanted_by_a_client_without_an_accept_header() {
        assertThat(FormPage.isWanted("POST", "/api/v2/user/1/", null)).isFalse();
    }

    @Test
    void is_wanted_for_the_path_of_the_failed_request_in_an_error_page() {
        HttpServletRequest request = mock();
        when(request.getMethod()).thenReturn("POST");
        when(request.getHeader("Accept")).thenReturn(BROWSER);
        when(request.getRequestURI()).thenReturn("/api/v2/user/1/");
        assertThat(FormPage.isWanted(request)).isTrue();

        when(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)).thenReturn("/api/v2/health/");
        assertThat(FormPage.isWanted(request)).isFalse();

        when(request.getRequestURI()).thenReturn("/error");
        when(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)).thenReturn("/api/v2/user/1/");
        assertThat(FormPage.isWanted(request)).isTrue();
    }

    @Test
    void says_that_the_profile_was_saved() {
        String page = FormPage.saved(Optional.empty());

        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        assertThat(texts(page, "h1")).containsExactly("Saved");
        assertThat(texts(page, "p"))
                .containsExactly("Your profile has been saved.", "Go back to the form with your browser.");
        assertThat(texts(page, "a")).isEmpty();
    }

    @Test
    void links_back_to_the_form() {
        String page = FormPage.saved(Optional.of("https://portal.example/form?a=1&b=2"));

        Document document = parse(page);
        assertThat(document.getElementsByTagName("a").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("a")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("href")
                        .getTextContent())
                .isEqualTo("https://portal.example/form?a=1&b=2");
        assertThat(texts(page, "p")).containsExactly("Your profile has been saved.", "Back to the form");
    }

    @Test
    void lists_the_messages_of_each_field() {
        JsonObject body = ErrorBody.of(List.of(
                new FieldError("real_name", ErrorCode.MAX_LENGTH, 255),
                new FieldError("gender", ErrorCode.INVALID_CHOICE),
                FieldError.invalid("gender", Reason.NOT_TEXT)));

        String page = FormPage.refused(body, Optional.empty());

        assertThat(texts(page, "h1")).containsExactly("Nothing was saved");
        List<String> sentences = texts(page, "p");
        assertThat(sentences).hasSize(3 + 1);
        assertThat(sentences.get(0)).startsWith("real name: ").contains("255");
        assertThat(sentences.get(1)).isEqualTo("gender: Choose Male, Female or Unspecified.");
        assertThat(sentences.get(2)).startsWith("gender: ");
    }

    @Test
    void shows_the_message_of_the_whole_request() {
        JsonObject body = ErrorBody.of(ErrorCode.PERMISSION_DENIED);
        String message = body.getJsonArray("errors").getJsonObject(0).getString("message");

        assertThat(texts(FormPage.refused(body, Optional.empty()), "p")).startsWith(message);
    }

    @Test
    void escapes_all_text() {
        JsonObject body = Json.createObjectBuilder()
                .add(
                        "errors",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder().add("code", "x").add("message", HOSTILE)))
                .build();

        String page = FormPage.refused(body, Optional.of("https://portal.example/" + HOSTILE));

        assertThat(texts(page, "p")).containsExactly(HOSTILE, "Back to the form");
        assertThat(page).doesNotContain("<script");
    }

    private static List<String> texts(String page, String element) {
        NodeList elements = parse(page).getElementsByTagName(element);
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> elements.item(i).getTextContent())
                .toList();
    }

    private static Document parse(String page) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(page)));
        } catch (Exception e) {
            throw new AssertionError(page, e);
        }
    }
}
