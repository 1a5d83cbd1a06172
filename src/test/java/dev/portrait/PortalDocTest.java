package dev.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.security.TokenRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The symptoms in docs/portal.md")
class PortalDocTest {

    private static final String API = "| the API answers |";
    private static final String FORM = "| the page says |";
    private static final List<String> WITHOUT_A_MESSAGE =
            List.of("the same", "nothing:", "\"Nothing was saved\"", "it was saved");

    private final List<String> messages = messages();

    @Test
    @DisplayName("quote messages that the API has")
    void messages_of_the_api() throws IOException {
        List<String> quoted = Stream.concat(column(API, 0), column(FORM, 0))
                .filter(symptom -> WITHOUT_A_MESSAGE.stream().noneMatch(symptom::startsWith))
                .map(symptom -> symptom.replaceFirst("^\\d{3} ", ""))
                .toList();

        assertThat(quoted)
                .hasSizeGreaterThan(7)
                .allSatisfy(quote -> assertThat(messages)
                        .anyMatch(message -> quote.endsWith(" …")
                                ? message.startsWith(quote.substring(0, quote.length() - 2))
                                : message.equals(quote)));
    }

    @Test
    @DisplayName("quote reasons that the log has")
    void reasons_of_the_log() throws IOException {
        List<String> quoted =
                column(API, 1).filter(reason -> !reason.equals("–")).toList();

        assertThat(quoted)
                .hasSizeGreaterThan(5)
                .isSubsetOf(Arrays.stream(TokenRefusal.values())
                        .map(TokenRefusal::explanation)
                        .toList());
    }

    private static Stream<String> column(String table, int column) throws IOException {
        return Files.readAllLines(Path.of("docs", "portal.md")).stream()
                .dropWhile(line -> !line.startsWith(table))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[column + 1].strip());
    }

    private static List<String> messages() {
        ResourceBundle bundle = ResourceBundle.getBundle("dev.portrait.messages", Locale.ROOT);
        return bundle.keySet().stream().map(bundle::getString).toList();
    }
}
