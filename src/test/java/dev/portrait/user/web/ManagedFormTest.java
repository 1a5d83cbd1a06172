package dev.portrait.user.web;

import static dev.portrait.contract.ProfileField.DISCUSSIONS_COUNTER;
import static dev.portrait.contract.ProfileField.EMAIL;
import static dev.portrait.contract.ProfileField.EMAIL_ISVALID;
import static dev.portrait.contract.ProfileField.EXT_ID;
import static dev.portrait.contract.ProfileField.FOLLOWERS_COUNTER;
import static dev.portrait.contract.ProfileField.FOLLOWINGS_COUNTER;
import static dev.portrait.contract.ProfileField.POLLS_COUNTER;
import static dev.portrait.contract.ProfileField.POSTS_COUNTER;
import static dev.portrait.contract.ProfileField.REPUTATION;
import static dev.portrait.contract.ProfileField.STATUSES_COUNTER;
import static dev.portrait.contract.ProfileField.TAGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.ProfileChange;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedFormTest {

    private static final ProfileChange NOTHING = ProfileChange.none();

    @Test
    void sets_every_field() {
        assertThat(change("{'ext_id':-7,'email':'ann@example.org','email_isvalid':true,'tags':[{'name':'a'}],"
                        + "'reputation':-12,'followings_counter':1,'followers_counter':2,'posts_counter':3,"
                        + "'discussions_counter':4,'statuses_counter':5,'polls_counter':6}"))
                .isEqualTo(NOTHING.with(EXT_ID, Change.set(-7L))
                        .with(EMAIL, Change.set("ann@example.org"))
                        .with(EMAIL_ISVALID, Change.set(true))
                        .with(TAGS, Change.set("[{\"name\":\"a\"}]"))
                        .with(REPUTATION, Change.set(-12L))
                        .with(FOLLOWINGS_COUNTER, Change.set(1L))
                        .with(FOLLOWERS_COUNTER, Change.set(2L))
                        .with(POSTS_COUNTER, Change.set(3L))
                        .with(DISCUSSIONS_COUNTER, Change.set(4L))
                        .with(STATUSES_COUNTER, Change.set(5L))
                        .with(POLLS_COUNTER, Change.set(6L)));
    }

    @Test
    void keeps_every_field_that_is_absent() {
        assertThat(change("{}")).isEqualTo(NOTHING);
    }

    @Test
    void ignores_unknown_fields() {
        assertThat(change("{'bio':1,'unknown':{}}")).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "''"})
    void clears_every_field_that_is_empty(String empty) {
        String body = "{'ext_id':E,'email':E,'email_isvalid':E,'tags':E,'reputation':E,'followings_counter':E,"
                + "'followers_counter':E,'posts_counter':E,'discussions_counter':E,'statuses_counter':E,"
                + "'polls_counter':E}";
        ProfileChange change = change(body.replace("E", empty));
        assertThat(ProfileField.managed())
                .allSatisfy(field -> assertThat(change.of(field)).isEqualTo(Change.clear()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "ext_id; '1'; NOT_INTEGER",
                "ext_id; 1.5; NOT_INTEGER",
                "ext_id; 1e3; NOT_INTEGER",
                "ext_id; 1e400; NOT_INTEGER",
                "ext_id; 1e999999999; NOT_INTEGER",
                "ext_id; -1e-999999999; NOT_INTEGER",
                "ext_id; 9223372036854775808; OUT_OF_RANGE",
                "ext_id; -9223372036854775809; OUT_OF_RANGE",
                "ext_id; 99999999999999999999; OUT_OF_RANGE",
                "ext_id; true; NOT_INTEGER",
                "ext_id; []; NOT_INTEGER",
                "email; 'ann'; NOT_EMAIL",
                "email; 1; NOT_TEXT",
                "email; ['ann@example.org']; NOT_TEXT",
                "email; 'ann@\\u0000'; CONTROL_CHARACTER",
                "email; 'ann@\uFFFD'; NOT_UTF_8",
                "email_isvalid; 'true'; NOT_BOOLEAN",
                "email_isvalid; 1; NOT_BOOLEAN",
                "reputation; 1.0; NOT_INTEGER",
                "reputation; '1'; NOT_INTEGER",
                "reputation; 9223372036854775808; OUT_OF_RANGE",
                "followings_counter; -1; OUT_OF_RANGE",
                "followers_counter; -1; OUT_OF_RANGE",
                "posts_counter; -1; OUT_OF_RANGE",
                "discussions_counter; -1; OUT_OF_RANGE",
                "statuses_counter; -1; OUT_OF_RANGE",
                "polls_counter; -1; OUT_OF_RANGE",
                "polls_counter; 9223372036854775808; OUT_OF_RANGE",
                "polls_counter; 1e400; NOT_INTEGER",
                "tags; {}; NOT_LIST",
                "tags; 'a'; NOT_LIST",
                "tags; 1; NOT_LIST"
            })
    void refuses_an_invalid_value_and_keeps_the_field(String field, String value, Reason reason) {
        FieldErrors errors = new FieldErrors();

        ProfileChange change = ManagedForm.check(json("{'" + field + "':" + value + "}"), errors);

        assertThat(ProfileField.managed())
                .allSatisfy(managed -> assertThat(change.of(managed)).isEqualTo(Change.keep()));
        assertThat(reported(errors))
                .extracting(FieldError::field, FieldError::code, FieldError::reason)
                .containsExactly(tuple(field, ErrorCode.INVALID, reason));
    }

    @Test
    void refuses_an_email_of_more_than_254_characters() {
        assertThat(change("{'email':'a@" + "x".repeat(252) + "'}").of(EMAIL)).isInstanceOf(Change.Set.class);
        FieldErrors errors = new FieldErrors();
        ManagedForm.check(json("{'email':'a@" + "x".repeat(253) + "'}"), errors);
        assertThat(reported(errors)).containsExactly(FieldError.invalid("email", Reason.TOO_LONG, 254));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_712_345_678_901_234_567L, Long.MAX_VALUE, Long.MIN_VALUE, 0, -1})
    void accepts_every_64_bit_integer(long number) {
        assertThat(change("{'ext_id':" + number + "}").of(EXT_ID)).isEqualTo(Change.set(number));
        assertThat(change("{'reputation':" + number + "}").of(REPUTATION)).isEqualTo(Change.set(number));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_712_345_678_901_234_567L, Long.MAX_VALUE})
    void accepts_every_64_bit_counter_from_0(long number) {
        assertThat(change("{'posts_counter':" + number + "}").of(POSTS_COUNTER)).isEqualTo(Change.set(number));
    }

    @Test
    void reports_all_problems_together_and_sets_the_valid_fields() {
        FieldErrors errors = new FieldErrors();

        ProfileChange change =
                ManagedForm.check(json("{'ext_id':'x','email':'x','tags':[1],'posts_counter':7}"), errors);

        assertThat(reported(errors)).extracting(FieldError::field).containsExactly("email", "ext_id", "tags");
        assertThat(change.of(POSTS_COUNTER)).isEqualTo(Change.set(7L));
    }

    @Test
    void accepts_tags_with_every_property_of_the_origin() {
        String tag = "{'id':1,'active':true,'type':'user','name':'K\u00E4se','description':null,'color':'#fff',"
                + "'visible':false,'deleted':false,'created_at':'2021-01-01T00:00:00Z'}";
        assertThat(change("{'tags':[" + tag + "]}").of(TAGS)).isEqualTo(Change.set("[" + tag.replace('\'', '"') + "]"));
    }

    @Test
    void accepts_an_empty_list_of_tags() {
        assertThat(change("{'tags':[]}").of(TAGS)).isEqualTo(Change.set("[]"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "1; BAD_TAG",
                "[]; BAD_TAG",
                "{}; BAD_TAG",
                "{'id':1}; BAD_TAG",
                "{'name':null}; BAD_TAG",
                "{'name':1}; BAD_TAG",
                "{'name':{}}; BAD_TAG",
                "{'name':'a','unknown':1}; BAD_TAG",
                "{'name':'a','id':'1'}; BAD_TAG",
                "{'name':'a','id':1.5}; NOT_INTEGER",
                "{'name':'a','id':9223372036854775808}; OUT_OF_RANGE",
                "{'name':'a','active':'true'}; BAD_TAG",
                "{'name':'a','active':null}; BAD_TAG",
                "{'name':'a','color':1}; BAD_TAG",
                "{'name':'\\u0000'}; CONTROL_CHARACTER",
                "{'name':'a\\nb'}; LINE_BREAK",
                "{'name':'\uFFFD'}; NOT_UTF_8",
                "{'name':'\uFFFF'}; NONCHARACTER",
                "{'name':'a','description':'\\ud83d'}; UNPAIRED_SURROGATE"
            })
    void refuses_invalid_tags(String tag, Reason reason) {
        assertRefusedTags("{'tags':[{'name':'good'}," + tag + "]}", reason);
    }

    @Test
    void accepts_100_tags_and_no_more() {
        String hundred = String.join(",", Collections.nCopies(100, "{'name':'a'}"));
        assertThat(change("{'tags':[" + hundred + "]}").of(TAGS)).isInstanceOf(Change.Set.class);
        assertRefusedTags("{'tags':[" + hundred + ",{'name':'a'}]}", Reason.TOO_MANY);
    }

    @Test
    void accepts_tags_of_20000_characters_and_no_more() {
        int frame = "[{\"name\":\"\"}]".length();
        assertThat(change("{'tags':[{'name':'" + "a".repeat(20_000 - frame) + "'}]}")
                        .of(TAGS))
                .isInstanceOf(Change.Set.class);
        assertRefusedTags("{'tags':[{'name':'" + "a".repeat(20_001 - frame) + "'}]}", Reason.TOO_LONG);
    }

    private static void assertRefusedTags(String body, Reason reason) {
        FieldErrors errors = new FieldErrors();
        assertThat(ManagedForm.check(json(body), errors).of(TAGS)).isEqualTo(Change.keep());
        assertThat(reported(errors))
                .extracting(FieldError::field, FieldError::reason)
                .containsExactly(tuple("tags", reason));
    }

    private static ProfileChange change(String body) {
        FieldErrors errors = new FieldErrors();
        ProfileChange change = ManagedForm.check(json(body), errors);
        errors.throwIfAny();
        return change;
    }

    private static List<FieldError> reported(FieldErrors errors) {
        return Assertions.catchThrowableOfType(RequestException.class, errors::throwIfAny)
                .fieldErrors();
    }

    private static JsonObject json(String withSingleQuotes) {
        try (JsonReader reader = Json.createReader(new StringReader(withSingleQuotes.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
