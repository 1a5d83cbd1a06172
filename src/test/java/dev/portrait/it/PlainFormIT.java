package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(9)
@DisplayName("Plain HTML forms")
class PlainFormIT {

    private static final String PAGE = "text/html";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Portrait portrait;
    private final Person ann;

    PlainFormIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, BROWSER})
    @DisplayName("get a page that confirms the change")
    void get_a_confirmation(String accept) {
        Answer answer = post("_method=PUT&real_name=Ann", Map.of("Accept", accept));

        assertPage(answer, 200, "<h1>Saved</h1>");
        assertThat(ann.profile().getString("real_name")).isEqualTo("Ann");
    }

    @Test
    @DisplayName("can contain a picture and name the method in a header")
    void can_contain_a_picture() {
        Multipart parts = new Multipart().text("bio", "with a picture").file("avatar", Photos.photo());
        Answer answer = portrait.send(portrait.request(ann.path())
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", parts.contentType())
                .header("Accept", PAGE)
                .header("X-HTTP-Method-Override", "PATCH")
                .POST(BodyPublishers.ofByteArray(parts.body())));

        assertPage(answer, 200, "<h1>Saved</h1>");
        assertThat(ann.profile().isNull("avatar")).isFalse();
    }

    @Test
    @DisplayName("get the form back as it was typed, with the error of each field, if they are refused")
    void refused() {
        Answer answer = post(
                "_method=PUT&gender=%3Cb%3Emale&website=%22%3E%3Cscript%3E&bio=not+to+be+lost%0D%0A%3Cb%3E&_state=47%2211",
                Map.of("Accept", PAGE));

        assertPage(answer, 400, "<h1>Nothing was saved</h1>");
        assertThat(answer.text())
                .contains(
                        "Choose Male, Female or Unspecified.", "Enter an address that begins with http:// or https://.")
                .contains(
                        "<label for=\"website\">Website</label>", "name=\"website\" value=\"&quot;&gt;&lt;script&gt;\"")
                .contains("\nnot to be lost\n&lt;b&gt;</textarea>", "<option value=\"&lt;b&gt;male\">")
                .contains("name=\"_state\" value=\"47&quot;11\"", "name=\"_method\" value=\"PUT\"")
                .doesNotContain("<b>", "<script");
        assertThat(answer.header("Content-Security-Policy")).contains("form-action 'self'");
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("get the form back without the picture")
    void refused_with_a_picture() {
        Multipart parts = new Multipart()
                .text("_state", "4711")
                .text("real_name", "Zoë 山")
                .text("description", "x".repeat(51))
                .file("avatar", Photos.photo())
                .text("_method", "PATCH");
        Answer answer = portrait.send(portrait.request(ann.path())
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", parts.contentType())
                .header("Accept", BROWSER)
                .header("Accept-Language", "it-IT,it;q=0.9,en;q=0.8")
                .POST(BodyPublishers.ofByteArray(parts.body())));

        assertPage(answer, 400, "<h1>Nulla è stato salvato</h1>");
        assertThat(answer.header("Content-Language")).isEqualTo("it");
        assertThat(answer.text())
                .contains("<html lang=\"it\">", "Le immagini vanno scelte di nuovo.")
                .contains("sono ammessi al massimo 50 caratteri", ">Descrizione</label>")
                .contains("name=\"real_name\" value=\"Zoë 山\"", "name=\"_state\" value=\"4711\"")
                .containsPattern("<input id=\"avatar\" name=\"avatar\" type=\"file\"")
                .hasSizeLessThan(4000);
    }

    @Test
    @DisplayName("keep what Portrait stores in every line break that browsers send")
    void line_breaks() {
        post("_method=PUT&bio=one%0D%0A%0D%0Atwo&real_name=Ann", Map.of("Accept", PAGE));
        assertThat(ann.profile().getString("bio")).isEqualTo("one\n\ntwo");
        String tag = portrait.get(ann.path(), ann.token()).header("ETag");

        assertPage(post("_method=PUT&bio=one%0D%0A%0D%0Atwo&real_name=Ann", Map.of("Accept", PAGE)), 200, "Saved");
        assertThat(portrait.get(ann.path(), ann.token()).header("ETag")).isEqualTo(tag);
    }

    @Test
    @DisplayName("in ISO-8859-1 are refused with a hint to send UTF-8")
    void in_latin_1_are_refused() {
        Answer answer = post("_method=PUT&real_name=Jos%E9", Map.of("Accept", PAGE));

        assertPage(answer, 400, "<h1>Nothing was saved</h1>");
        assertThat(answer.text())
                .contains("Send the text in UTF-8; a form needs accept-charset=", ">Real name</label>");
    }

    @ParameterizedTest
    @CsvSource({"'', 401", "x.y.z, 401", "stranger, 403"})
    @DisplayName("get a page as well if they are refused before their body is read")
    void get_a_page_if_refused_unread(String token, int status) {
        HttpRequest.Builder request = portrait.request(ann.path())
                .header("Content-Type", FORM)
                .header("Accept", PAGE)
                .POST(BodyPublishers.ofString("_method=PUT&bio=forged"));
        if (!token.isEmpty()) {
            request.header(
                    "Authorization",
                    "Bearer " + (token.equals("stranger") ? portrait.person().token() : token));
        }

        assertPage(portrait.send(request), status, "<h1>Nothing was saved</h1>");
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/html, application/json;q=0.5", "*/*"})
    @DisplayName("get JSON if the caller may prefer it")
    void get_json(String accept) {
        Map<String, String> headers = accept.isEmpty() ? Map.of() : Map.of("Accept", accept);

        post("_method=PUT", headers).user();
        post("_method=PUT&gender=x", headers).refusedFields("gender:invalid_choice");
    }

    @Test
    @DisplayName("get a link back to the referring page if it belongs to Portrait or a configured portal")
    void back() {
        String ours = portrait.base() + "old/form.html?a=1&b=%22";
        assertThat(back(ours)).contains(ours.replace("&", "&amp;"));
        assertThat(back(CorsIT.PORTAL + "/profile")).contains(CorsIT.PORTAL + "/profile");
        for (String other : new String[] {
            "https://evil.example/",
            CorsIT.PORTAL + ".evil.example/",
            "javascript:alert(1)",
            "//evil.example",
            "\"><script>",
            "data:x"
        }) {
            assertThat(back(other)).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, cross-site, navigate, 403",
        "https://evil.example, cross-site, no-cors, 403",
        "https://evil.example, '', '', 403",
        "https://evil.example, same-site, navigate, 403",
        "null, cross-site, navigate, 403",
        "null, '', '', 403",
        "'', cross-site, no-cors, 403",
        "own, same-origin, navigate, 200",
        "own, '', '', 200",
        "'', '', '', 200",
        CorsIT.PORTAL + ", cross-site, navigate, 200",
        CorsIT.PORTAL + ", '', '', 200"
    })
    @DisplayName("of another site are refused, unless the site is a configured portal")
    void forged(String origin, String site, String mode, int status) {
        // The JDK's client sends these headers as given. Browsers set them themselves; pages cannot change them.
        Map<String, String> headers = new HashMap<>(Map.of("Accept", PAGE));
        headers.put("Origin", origin.equals("own") ? ownOrigin() : origin);
        headers.put("Sec-Fetch-Site", site);
        headers.put("Sec-Fetch-Mode", mode);
        headers.values().removeIf(String::isEmpty);

        Answer answer = post("_method=PUT&bio=sent", headers);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(status == 200 ? "Saved" : "Send the form from a page of Portrait");
        assertThat(ann.profile().getString("bio")).isEqualTo(status == 200 ? "sent" : "");
    }

    private String ownOrigin() {
        return portrait.base().getScheme() + "://" + portrait.base().getAuthority();
    }

    private Optional<String> back(String referer) {
        String page =
                post("_method=PUT", Map.of("Accept", PAGE, "Referer", referer)).text();
        assertThat(page).contains("Saved");
        int link = page.indexOf("href=\"");
        return link < 0 ? Optional.empty() : Optional.of(page.substring(link + 6, page.indexOf('"', link + 6)));
    }

    private Answer post(String body, Map<String, String> headers) {
        HttpRequest.Builder request = portrait.request(ann.path())
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return portrait.send(request);
    }

    private static void assertPage(Answer answer, int status, String title) {
        assertThat(answer.status()).as(answer::toString).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.text()).startsWith("<!DOCTYPE html>").contains(title);
    }
}
