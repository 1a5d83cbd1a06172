package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.ManagedChange;
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

    private static final ManagedChange NOTHING = new ManagedChange(
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep());

    @Test
    void sets_every_field() {
        assertThat(change("{'ext_id':-7,'email':'ann@example.org','email_isvalid':true,'tags':[{'name':'a'}],"
                        + "'reputation':-12,'followings_counter':1,'followers_counter':2,'posts_counter':3,"
                        + "'discussions_counter':4,'statuses_counter':5,'polls_counter':6}"))
                .isEqualTo(new ManagedChange(
                        Change.set(-7L),
                        Change.set("ann@example.org"),
                        Change.set(true),
                        Change.set("[{\"name\":\"a\"}]"),
                        Change.set(-12L),
                        Change.set(1L),
                        Change.set(2L),
                        Change.set(3L),
                        Change.set(4L),
                        Change.set(5L),
                        Change.set(6L)));
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
        assertThat(change(body.replace("E", empty)))
                .isEqualTo(new ManagedChange(
                        Change.clear(),
                        Change.clear(),
                        Change.clear(),
                        Change.clear(),
                        Change.clear(),
                        Change.clear(),
                        Change.clear(),
                        Change.clear(),
                        Change.clear(),
                        Change.clear(),
                        Change.clear()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "ext_id; '1'",
                "ext_id; 1.5",
                "ext_id; 1e3",
                "ext_id; 1e400",
                "ext_id; 99999999999999999999",
                "ext_id; true",
                "ext_id; []",
                "email; 'ann'",
                "email; 1",
                "email; ['ann@example.org']",
                "email_isvalid; 'true'",
                "email_isvalid; 1",
                "reputation; 1.0",
                "reputation; '1'",
                "followings_counter; -1",
                "followers_counter; -1",
                "posts_counter; -1",
                "discussions_counter; -1",
                "statuses_counter; -1",
                "polls_counter; -1",
                "polls_counter; 1e400",
                "tags; {}",
                "tags; 'a'",
                "tags; 1"
            })
    void refuses_a_value_of_another_kind_and_keeps_the_field(String field, String value) {
        FieldErrors errors = new FieldErrors();

        ManagedChange change = ManagedForm.check(json("{'" + field + "':" + value + "}"), errors);

        assertThat(change).isEqualTo(NOTHING);
        assertThat(reported(errors)).containsExactly(new FieldError(field, ErrorCode.INVALID));
    }

    @Test
    void takes_the_largest_and_the_smallest_counters_and_ids_of_18_digits() {
        assertThat(change("{'ext_id':999999999999999999}").extId()).isEqualTo(Change.set(999_999_999_999_999_999L));
        assertThat(change("{'ext_id':-999999999999999999}").extId()).isEqualTo(Change.set(-999_999_999_999_999_999L));
        assertThat(change("{'posts_counter':0}").posts()).isEqualTo(Change.set(0L));
    }

    @Test
    void reports_all_problems_together_and_sets_the_rest() {
        FieldErrors errors = new FieldErrors();

        ManagedChange change =
                ManagedForm.check(json("{'ext_id':'x','email':'x','tags':[1],'posts_counter':7}"), errors);

        assertThat(reported(errors)).extracting(FieldError::field).containsExactly("ext_id", "email", "tags");
        assertThat(change.posts()).isEqualTo(Change.set(7L));
    }

    @Test
    void takes_tags_with_every_property_that_the_origin_has() {
        String tag = "{'id':1,'active':true,'type':'user','name':'K\u00E4se','description':null,'color':'#fff',"
                + "'visible':false,'deleted':false,'created_at':'2021-01-01T00:00:00Z'}";
        assertThat(change("{'tags':[" + tag + "]}").tags()).isEqualTo(Change.set("[" + tag.replace('\'', '"') + "]"));
    }

    @Test
    void takes_an_empty_list_of_tags() {
        assertThat(change("{'tags':[]}").tags()).isEqualTo(Change.set("[]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "[]",
                "{}",
                "{'id':1}",
                "{'name':null}",
                "{'name':1}",
                "{'name':{}}",
                "{'name':'a','unknown':1}",
                "{'name':'a','id':'1'}",
                "{'name':'a','id':1.5}",
                "{'name':'a','active':'true'}",
                "{'name':'a','active':null}",
                "{'name':'a','color':1}",
                "{'name':'\\u0000'}",
                "{'name':'a','description':'\\ud83d'}"
            })
    void refuses_tags_of_another_form(String tag) {
        assertRefusedTags("{'tags':[{'name':'good'}," + tag + "]}");
    }

    @Test
    void takes_a_hundred_tags_and_no_more() {
        String hundred = String.join(",", Collections.nCopies(100, "{'name':'a'}"));
        assertThat(change("{'tags':[" + hundred + "]}").tags()).isInstanceOf(Change.Set.class);
        assertRefusedTags("{'tags':[" + hundred + ",{'name':'a'}]}");
    }

    @Test
    void takes_tags_of_twenty_thousand_characters_and_no_more() {
        int frame = "[{\"name\":\"\"}]".length();
        assertThat(change("{'tags':[{'name':'" + "a".repeat(20_000 - frame) + "'}]}")
                        .tags())
                .isInstanceOf(Change.Set.class);
        assertRefusedTags("{'tags':[{'name':'" + "a".repeat(20_001 - frame) + "'}]}");
    }

    private static void assertRefusedTags(String body) {
        FieldErrors errors = new FieldErrors();
        assertThat(ManagedForm.check(json(body), errors)).isEqualTo(NOTHING);
        assertThat(reported(errors)).containsExactly(new FieldError("tags", ErrorCode.INVALID));
    }

    private static ManagedChange change(String body) {
        FieldErrors errors = new FieldErrors();
        ManagedChange change = ManagedForm.check(json(body), errors);
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
