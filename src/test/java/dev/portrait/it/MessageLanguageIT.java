package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(4)
@DisplayName("The messages of errors")
class MessageLanguageIT {

    private final Portrait portrait;
    private final Person ann;

    MessageLanguageIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | en | At most 50 characters are accepted.",
                "it | it | Accorcia il testo: sono ammessi al massimo 50 caratteri.",
                "de | de | Bitte kürzen: Erlaubt sind höchstens 50 Zeichen.",
                "fr | fr | Raccourcissez le texte : 50 caractères au maximum.",
                "es | es | Acorta el texto: se admiten 50 caracteres como máximo.",
                "it-CH, en;q=0.5 | it | Accorcia il testo: sono ammessi al massimo 50 caratteri.",
                "xx, de;q=0.1 | de | Bitte kürzen: Erlaubt sind höchstens 50 Zeichen."
            })
    @DisplayName("are in the language that the caller accepts")
    void accepted(String header, String language, String message) {
        Answer answer = refusedField(header);

        assertThat(answer.refusedFields("description:max_length").text().replace('\u00a0', ' '))
                .contains("\"" + message + "\"");
        assertThat(answer.header("Content-Language")).isEqualTo(language);
        assertThat(answer.response().headers().allValues("Vary").toString())
                .contains("Accept-Language", "Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "*", "de;q=0", "de;q=0, *", ";;,", "de;q=5"})
    @DisplayName("are English where the caller accepts no other language that exists")
    void fallback(String header) {
        assertEnglish(refusedField(header));
    }

    @Test
    @DisplayName("are English without the header, and with one of 7,000 characters")
    void no_header() {
        assertEnglish(portrait.send(withHeader(ann.path(), null)));
        assertEnglish(refusedField("de," + "x,".repeat(3500) + "de"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api/v2/user/me/ | not_authenticated | Bitte anmelden",
                "api/v2/nothing | not_found | Unter dieser Adresse gibt es nichts.",
                "nothing.html | not_found | Unter dieser Adresse gibt es nichts.",
                "media/x.jpg | not_found | Unter dieser Adresse gibt es nichts."
            })
    @DisplayName("are in that language whichever component refuses")
    void every_component(String path, String code, String message) {
        Answer answer = portrait.send(portrait.request(path).header("Accept-Language", "de"));

        assertThat(answer.refused(answer.status(), code).text()).contains(message);
        assertThat(answer.header("Content-Language")).isEqualTo("de");
        assertThat(answer.response().headers().allValues("Vary").toString()).contains("Accept-Language");
    }

    @Test
    @DisplayName("are in that language where the server refuses a token")
    void bad_token() {
        Answer answer = portrait.send(portrait.request("api/v2/user/me/")
                .header("Authorization", "Bearer x.y.z")
                .header("Accept-Language", "es"));

        assertThat(answer.refused(401, "authentication_failed").text()).contains("Tu sesión ha caducado");
        assertThat(answer.header("Content-Language")).isEqualTo("es");
    }

    @Test
    @DisplayName("do not make a profile depend on the language")
    void profile() {
        Answer answer = portrait.send(portrait.request(ann.path())
                .header("Authorization", "Bearer " + ann.token())
                .header("Accept-Language", "de"));

        answer.user();
        assertThat(answer.response().headers().allValues("Vary").toString()).doesNotContain("Accept-Language");
    }

    private static void assertEnglish(Answer answer) {
        assertThat(answer.refusedFields("description:max_length").text())
                .contains("At most 50 characters are accepted.");
        assertThat(answer.header("Content-Language")).isEqualTo("en");
    }

    private Answer refusedField(String acceptLanguage) {
        return portrait.send(withHeader(ann.path(), acceptLanguage));
    }

    private HttpRequest.Builder withHeader(String path, @Nullable String acceptLanguage) {
        HttpRequest.Builder request = portrait.request(path)
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"description\":\"" + "x".repeat(51) + "\"}"));
        return acceptLanguage == null ? request : request.header("Accept-Language", acceptLanguage);
    }
}
