package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.language.Messages;
import dev.portrait.user.Website;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Isolated("changes the default locale of the JVM")
class ErrorBodyTest {

    private static final ErrorBody ENGLISH = new ErrorBody(Messages.english());

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "UNIQUE",
                "INVALID",
                "INVALID_CHOICE",
                "MAX_LENGTH",
                "BLANK",
                "INVALID_IMAGE",
                "UNSUPPORTED_IMAGE",
                "MAX_SIZE",
                "MAX_PIXELS",
                "READ_ONLY",
                "ERROR"
            })
    void every_code_of_a_whole_request_has_a_message(ErrorCode code) {
        JsonObject body = ENGLISH.of(code);
        assertThat(body.keySet()).containsExactly("errors");
        assertThat(body.getJsonArray("errors")).hasSize(1);
        JsonObject error = body.getJsonArray("errors").getJsonObject(0);
        assertThat(error.keySet()).containsExactly("code", "message");
        assertThat(error.getString("code")).isEqualTo(code.name().toLowerCase(Locale.ROOT));
        assertIsSentence(error.getString("message"));
    }

    @Test
    void a_defect_shows_its_incident_id_and_nothing_else() {
        JsonObject error = ENGLISH.ofIncident("4711").getJsonArray("errors").getJsonObject(0);
        assertThat(error.keySet()).containsExactly("code", "message");
        assertThat(error.getString("code")).isEqualTo("error");
        assertThat(error.getString("message")).endsWith(" 4711");
    }

    static Stream<RequestException> refusals() {
        return Stream.of(
                new RequestException(ErrorCode.AUTHENTICATION_FAILED),
                new RequestException(ErrorCode.AUTHENTICATION_FAILED, Reason.NO_PROFILE),
                new RequestException(ErrorCode.AUTHENTICATION_FAILED, Reason.NOT_YET_VALID),
                new RequestException(ErrorCode.PERMISSION_DENIED),
                new RequestException(ErrorCode.PERMISSION_DENIED, Reason.BLOCKED),
                new RequestException(ErrorCode.PERMISSION_DENIED, Reason.FOREIGN_FORM),
                new RequestException(ErrorCode.PERMISSION_DENIED, Reason.NOT_OWNER),
                new RequestException(ErrorCode.NOT_FOUND),
                new RequestException(ErrorCode.NOT_FOUND, Reason.NO_SUCH_AVATAR));
    }

    @Test
    void every_reason_of_a_code_has_its_own_message() {
        List<JsonObject> errors = refusals()
                .map(refused -> ENGLISH.of(refused).getJsonArray("errors").getJsonObject(0))
                .toList();
        assertThat(errors).extracting(error -> error.getString("message")).doesNotHaveDuplicates();
        assertThat(errors).allSatisfy(error -> {
            assertThat(error.keySet()).containsExactly("code", "message");
            assertIsSentence(error.getString("message"));
        });
        assertThat(errors)
                .extracting(error -> error.getString("code"))
                .containsExactlyElementsOf(
                        refusals().map(refused -> refused.code().wire()).toList());
    }

    private static Set<Reason> reasonsOfValues() {
        return EnumSet.complementOf(EnumSet.of(
                Reason.NONE,
                Reason.BLOCKED,
                Reason.COSTLY_TO_DECODE,
                Reason.FOREIGN_FORM,
                Reason.NO_PROFILE,
                Reason.NO_SUCH_AVATAR,
                Reason.NOT_A_LEVEL,
                Reason.NOT_OWNER,
                Reason.NOT_YET_VALID,
                Reason.ONLY_CLEARED,
                Reason.WIDER_THAN_OWNER,
                Reason.WIDER_THAN_SIGNED_IN));
    }

    static Stream<FieldError> produced() {
        Stream<FieldError> invalid = reasonsOfValues().stream()
                .flatMap(reason -> Stream.of("username", "bio", "website", "tags")
                        .filter(field -> reason != Reason.BAD_CHARACTER || field.equals("username"))
                        .map(field -> FieldError.invalid(field, reason, 1, 2)));
        Stream<FieldError> tooLong = Stream.of("username", "real_name", "bio", "location", "description")
                .map(field -> new FieldError(field, ErrorCode.MAX_LENGTH, 255));
        Stream<FieldError> pictures = Stream.of("avatar", "cover", "avatar_base64")
                .flatMap(field -> Stream.of(
                        new FieldError(field, ErrorCode.INVALID_IMAGE),
                        new FieldError(field, ErrorCode.UNSUPPORTED_IMAGE),
                        new FieldError(field, ErrorCode.MAX_SIZE, 10 << 20),
                        new FieldError(field, ErrorCode.MAX_PIXELS, 50_000_000L),
                        new FieldError(field, ErrorCode.MAX_PIXELS, Reason.COSTLY_TO_DECODE, List.of(20_000_000L)),
                        new FieldError(field, ErrorCode.READ_ONLY, Reason.ONLY_CLEARED, List.of())));
        Stream<FieldError> others = Stream.of(
                new FieldError("username", ErrorCode.UNIQUE),
                new FieldError("username", ErrorCode.BLANK),
                new FieldError("gender", ErrorCode.INVALID_CHOICE),
                new FieldError("username", ErrorCode.READ_ONLY),
                new FieldError("bio", ErrorCode.READ_ONLY));
        return Stream.of(invalid, tooLong, pictures, levels(), others).flatMap(errors -> errors);
    }

    private static Stream<FieldError> levels() {
        return Stream.of(Reason.NOT_A_LEVEL, Reason.WIDER_THAN_OWNER, Reason.WIDER_THAN_SIGNED_IN)
                .map(reason -> new FieldError("bio", ErrorCode.INVALID_CHOICE, reason, List.of()));
    }

    @ParameterizedTest
    @MethodSource("produced")
    void every_error_of_a_field_has_a_message(FieldError error) {
        JsonObject entry = ENGLISH.of(List.of(error)).getJsonArray("errors").getJsonObject(0);
        assertThat(entry.keySet()).containsExactly("field", "messages");
        assertThat(entry.getString("field")).isEqualTo(error.field());
        JsonObject message = entry.getJsonArray("messages").getJsonObject(0);
        assertThat(message.keySet()).containsExactly("code", "message");
        assertThat(message.getString("code")).isEqualTo(error.code().wire());
        assertIsSentence(message.getString("message"));
    }

    @Test
    void every_reason_of_a_field_has_its_own_message() {
        assertThat(reasonsOfValues().stream().map(reason -> message(FieldError.invalid("username", reason, 1, 2))))
                .doesNotHaveDuplicates();
        assertThat(levels().map(ErrorBodyTest::message)).doesNotHaveDuplicates();
    }

    @Test
    void every_message_belongs_to_a_reason() {
        Set<String> reasons = Stream.of(Reason.values())
                .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        assertThat(ResourceBundle.getBundle("dev.portrait.messages", Locale.ROOT).keySet().stream()
                        .filter(
                                key -> key.matches(
                                        "\\w+\\.invalid(_choice)?\\.\\w+|(authentication_failed|permission_denied|not_found)\\.\\w+"))
                        .map(key -> key.substring(key.lastIndexOf('.') + 1)))
                .hasSizeGreaterThan(30)
                .isSubsetOf(reasons);
    }

    @Test
    void invalid_utf_8_and_control_characters_have_different_messages() {
        assertThat(message(FieldError.invalid("real_name", Reason.NOT_UTF_8))).contains("UTF-8", "accept-charset");
        assertThat(message(FieldError.invalid("real_name", Reason.CONTROL_CHARACTER)))
                .isEqualTo("Remove the control characters.");
    }

    @Test
    void a_field_has_one_entry_with_its_messages_in_order() {
        JsonArray errors = ENGLISH.of(List.of(
                        FieldError.invalid("username", Reason.BAD_CHARACTER),
                        new FieldError("bio", ErrorCode.MAX_LENGTH, 10_000),
                        new FieldError("username", ErrorCode.UNIQUE)))
                .getJsonArray("errors");

        assertThat(errors).hasSize(2);
        assertThat(errors.getJsonObject(0).getString("field")).isEqualTo("username");
        assertThat(errors.getJsonObject(0).getJsonArray("messages").getValuesAs(JsonObject.class))
                .extracting(message -> message.getString("code"))
                .containsExactly("invalid", "unique");
        assertThat(errors.getJsonObject(1).getString("field")).isEqualTo("bio");
    }

    @Test
    void numbers_are_in_english_whatever_the_locale_of_the_machine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(message(new FieldError("bio", ErrorCode.MAX_LENGTH, 10_000)))
                    .isEqualTo("At most 10,000 characters are accepted.");
            assertThat(message(new FieldError("avatar", ErrorCode.MAX_SIZE, 10 << 20)))
                    .isEqualTo("A picture of at most 10,485,760 bytes is accepted.");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void numbers_have_the_form_of_the_language_of_the_caller() {
        FieldError tooLong = new FieldError("bio", ErrorCode.MAX_LENGTH, 10_000);
        assertThat(new ErrorBody(Messages.accepted("de")).of(List.of(tooLong)).toString())
                .contains("höchstens 10.000 Zeichen");
    }

    @Test
    void the_message_for_a_website_has_the_limit_of_the_rule() {
        FieldError tooLong = catchThrowableOfType(
                        RequestException.class,
                        () -> Website.parse("https://" + "x".repeat(ProfileField.WEBSITE.maxLength())))
                .fieldErrors()
                .get(0);
        assertThat(message(tooLong))
                .isEqualTo("At most " + ProfileField.WEBSITE.maxLength() + " characters are accepted.");
    }

    private static String message(FieldError error) {
        JsonString message = (JsonString) ENGLISH.of(List.of(error)).getValue("/errors/0/messages/0/message");
        return message.getString();
    }

    private static void assertIsSentence(String message) {
        assertThat(message).matches("[A-Z].*").doesNotContain("{", "''", "null").hasSizeGreaterThan(10);
    }
}
