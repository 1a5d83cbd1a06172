package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The black-box suite checks the plans of PostgreSQL. */
@DisplayName("On H2, searches among many users")
class SearchPlansTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int USERS = 5000;

    @BeforeEach
    void addUsers() throws SQLException {
        DATABASE.execute("insert into portrait_user (version, subject, username, username_key, real_name, email,"
                + " email_isvalid, date_joined, bio, location, location_lat_lng, position_lat_lng, description, gender,"
                + " status, website, tags, reputation, followings_counter, followers_counter, posts_counter,"
                + " discussions_counter, statuses_counter, polls_counter, ext_id, email_md5, email_sha256)"
                + " select 0, 's' || x, 'n' || x, 'n' || x, 'Real ' || x, '', false, now(), '', 'l' || x, '', '', 'd' || x,"
                + " 'UNSPECIFIED', 'APPROVED', '', '[]', 0, 0, 0, 0, 0, 0, 0, x, 'm' || x, 'x' || x from system_range(1, "
                + USERS + ")");
        DATABASE.execute("insert into portrait_search_key (user_id, kind, text)"
                + " select id, 'USERNAME', username_key from portrait_user");
        DATABASE.execute("analyze");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text like 'n77%' escape '!'|portrait_search_key|portrait_search_key_text",
                "id in (select user_id from portrait_search_key where text like 'n77%' escape '!' order by text, kind, user_id limit 10000)|portrait_user|portrait_search_key_text",
                "text = 'n77' and kind = 'EMAIL'|portrait_search_key|portrait_search_key_text",
                "user_id = 7|portrait_search_key|primary_key",
                "username_key = 'n77'|portrait_user|portrait_user_username",
                "subject = 's77'|portrait_user|portrait_user_subject",
                "id = 77|portrait_user|primary_key",
                "email_md5 = 'm77' order by id limit 1|portrait_user|portrait_user_email_md5",
                "email_sha256 = 'x77' order by id limit 1|portrait_user|portrait_user_email_sha256",
                "ext_id = 77|portrait_user|portrait_user_ext_id",
                "status = 'BLOCKED'|portrait_user|portrait_user_status",
                "gender = 'MALE'|portrait_user|portrait_user_gender",
                "real_name = 'Real 77'|portrait_user|portrait_user_real_name",
                "location = 'l77'|portrait_user|portrait_user_location",
                "description = 'd77'|portrait_user|portrait_user_description"
            })
    @DisplayName("use an index")
    void use_an_index(String condition, String table, String index) throws SQLException {
        assertThat(DATABASE.plan("select user_row.* from " + table + " user_row where " + condition))
                .containsIgnoringCase(index)
                .doesNotContain("tableScan");
    }
}
