package dev.portrait.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.language.Messages;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("The page that answers a plain form")
class FormPageTest {

    private static final String HOSTILE = "\"'><script>alert(1)</script>&amp;</textarea>";
    private static final JsonObject NOT_ALLOWED = json("{'errors':[{'code':'permission_denied','message':'Ask.'}]}");
    private static final JsonObject BAD_FIELDS = json("""
            {'errors':[
              {'field':'real_name','messages':[{'code':'max_length','message':'Too long.'}]},
              {'field':'gender','messages':[{'code':'invalid_choice','message':'Choose.'},{'code':'x','message':'Again.'}]}
            ]}""");

    private final TypedForm typed = new TypedForm();

    @Test
    @DisplayName("says that the profile was saved")
    void saved() {
        String page = page("en").saved();

        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        assertThat(texts(page, "h1")).containsExactly("Saved");
        assertThat(texts(page, "p"))
                .containsExactly("Your profile has been saved.", "Go back to the form with your browser.");
        assertThat(texts(page, "a")).isEmpty();
    }

    @Test
    @DisplayName("links back to the form")
    void link() {
        String page = new FormPage(Messages.english(), Optional.of("https://portal.example/form?a=1&b=2")).saved();

        assertThat(elements(page, "a"))
                .singleElement()
                .satisfies(
                        link -> assertThat(link.getAttribute("href")).isEqualTo("https://portal.example/form?a=1&b=2"));
        assertThat(texts(page, "p")).containsExactly("Your profile has been saved.", "Back to the form");
    }

    @Test
    @DisplayName("says what is wrong with each field by the name that people know")
    void messages_of_fields() {
        String page = page("it").refused(BAD_FIELDS);

        assertThat(page).contains("<html lang=\"it\">");
        assertThat(texts(page, "h1")).containsExactly("Nulla è stato salvato");
        assertThat(texts(page, "p"))
                .startsWith("Nome e cognome: Too long.", "Genere: Choose.", "Genere: Again.")
                .hasSize(4);
        assertThat(elements(page, "form")).isEmpty();
    }

    @Test
    @DisplayName("shows the message of the whole request")
    void message_of_the_request() {
        assertThat(texts(page("en").refused(NOT_ALLOWED), "p")).startsWith("Ask.");
    }

    @Test
    @DisplayName("shows the form as it was typed, with the errors at the fields")
    void form() {
        typed.keep(
                Map.of("real_name", "Ann", "bio", "\r\none\r\ntwo", "gender", "Female", "_method", "PATCH"), Set.of());

        String page = page("en").refused(BAD_FIELDS, typed);

        Element form = elements(page, "form").get(0);
        assertThat(form.getAttribute("method")).isEqualTo("post");
        assertThat(form.getAttribute("enctype")).isEqualTo("multipart/form-data");
        assertThat(form.getAttribute("accept-charset")).isEqualTo("UTF-8");
        assertThat(form.hasAttribute("action")).isFalse();
        assertThat(texts(page, "label")).containsExactly("Real name", "About", "Gender");
        Element name = named(page, "real_name");
        assertThat(name.getAttribute("value")).isEqualTo("Ann");
        assertThat(name.getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(name.getAttribute("aria-describedby")).isEqualTo("real_name-error");
        assertThat(texts(page, "strong")).containsExactly("Too long.", "Choose. Again.");
        // The parser of HTML drops the first line break.
        assertThat(named(page, "bio").getTextContent()).isEqualTo("\n\none\ntwo");
        assertThat(named(page, "bio").hasAttribute("aria-invalid")).isFalse();
        assertThat(selected(page)).containsExactly("Female");
        assertThat(named(page, "_method").getAttribute("value")).isEqualTo("PATCH");
        assertThat(texts(page, "p"))
                .startsWith("What you typed is still here. Correct it where needed, then save again.");
    }

    @Test
    @DisplayName("names the errors of fields that the form does not have before it")
    void errors_of_other_fields() {
        typed.keep(Map.of("bio", "x"), Set.of());

        String page = page("en").refused(BAD_FIELDS, typed);

        assertThat(texts(page, "p")).startsWith("Real name: Too long.", "Gender: Choose.", "Gender: Again.");
        assertThat(texts(page, "strong")).isEmpty();
    }

    @Test
    @DisplayName("keeps a text that is none of the choices")
    void no_choice() {
        typed.keep(Map.of("gender", "other"), Set.of());

        String page = page("de").refused(BAD_FIELDS, typed);

        assertThat(texts(page, "option")).containsExactly("other", "Männlich", "Weiblich", "Keine Angabe");
        assertThat(selected(page)).isEmpty(); // a browser selects the first one
    }

    @Test
    @DisplayName("asks for pictures again and does not repeat them")
    void pictures() {
        typed.keep(Map.of("bio", "", "avatar_base64", "aGVsbG8=", "cover", ""), Set.of("avatar", "avatar_base64"));

        String page = page("en").refused(NOT_ALLOWED, typed);

        assertThat(named(page, "avatar").getAttribute("type")).isEqualTo("file");
        assertThat(texts(page, "label")).containsExactly("About", "Picture", " Remove cover");
        Element removal = named(page, "cover");
        assertThat(removal.getAttribute("type")).isEqualTo("checkbox");
        assertThat(removal.hasAttribute("checked")).isTrue();
        assertThat(texts(page, "p")).contains("Pictures must be chosen again.");
        assertThat(page).doesNotContain("aGVsbG8", "avatar_base64");
    }

    @Test
    @DisplayName("keeps the fields of the portal, hidden")
    void fields_of_the_portal() {
        typed.keep(Map.of("bio", "", "_state", "4711"), Set.of());

        String page = page("en").refused(NOT_ALLOWED, typed);

        assertThat(named(page, "_state").getAttribute("type")).isEqualTo("hidden");
        assertThat(named(page, "_state").getAttribute("value")).isEqualTo("4711");
        assertThat(named(page, "_method").getAttribute("value")).isEqualTo("PUT");
    }

    @Test
    @DisplayName("does not repeat texts that are far too long")
    void too_long() {
        typed.keep(Map.of("bio", "x".repeat(100_001)), Set.of());

        assertThat(elements(page("en").refused(NOT_ALLOWED, typed), "form")).isEmpty();
    }

    @Test
    @DisplayName("escapes all texts")
    void escapes() {
        typed.keep(Map.of("bio", HOSTILE, "real_name", HOSTILE, "gender", HOSTILE, "_state", HOSTILE), Set.of());
        JsonObject body = json("{'errors':[{'code':'x','message':'<script>'}]}");

        String page =
                new FormPage(Messages.english(), Optional.of("https://portal.example/" + HOSTILE)).refused(body, typed);

        assertThat(page).doesNotContain("<script");
        assertThat(texts(page, "p")).startsWith("<script>");
        assertThat(named(page, "bio").getTextContent()).isEqualTo("\n" + HOSTILE);
        assertThat(named(page, "real_name").getAttribute("value")).isEqualTo(HOSTILE);
        assertThat(named(page, "_state").getAttribute("value")).isEqualTo(HOSTILE);
        assertThat(texts(page, "option")).startsWith(HOSTILE);
        assertThat(elements(page, "a").get(0).getAttribute("href")).endsWith(HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u0001", "\u001B", "\u0085", "\uD83D"})
    @DisplayName("leaves out what HTML cannot contain and no field accepts")
    void control_characters(String character) {
        typed.keep(Map.of("bio", "a" + character + "b\tc"), Set.of());

        assertThat(named(page("en").refused(NOT_ALLOWED, typed), "bio").getTextContent())
                .isEqualTo("\nab\tc");
    }

    @Test
    @DisplayName("keeps characters of all scripts, and those that are newer than the JDK")
    void characters() {
        String text = "Zoë 山 مرحبا 🧑🏽‍🚀 \uDBBF\uDFFD";
        typed.keep(Map.of("real_name", text), Set.of());

        assertThat(named(page("en").refused(NOT_ALLOWED, typed), "real_name").getAttribute("value"))
                .isEqualTo(text);
    }

    private static FormPage page(String language) {
        return new FormPage(Messages.accepted(language), Optional.empty());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private static List<String> selected(String page) {
        return elements(page, "option").stream()
                .filter(option -> option.hasAttribute("selected"))
                .map(option -> option.getAttribute("value"))
                .toList();
    }

    private static Element named(String page, String name) {
        return elements(page, "*").stream()
                .filter(element -> element.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing in " + page));
    }

    private static List<String> texts(String page, String element) {
        return elements(page, element).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(String page, String name) {
        NodeList elements = parse(page).getElementsByTagName(name);
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> (Element) elements.item(i))
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
