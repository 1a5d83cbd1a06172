package dev.portrait.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database of Portrait's first version with two users. */
public final class FirstVersion {

    /** The pictures of the first user. */
    public static final String AVATAR = "AAAAAAAAAAAAAAAAAAAAAA.jpg";

    public static final String COVER = "BBBBBBBBBBBBBBBBBBBBBB.png";

    // The first user has every value, the second only the required ones.
    private static final String TWO_USERS = """
            insert into portrait_user (version, subject, username, username_key, real_name, email, email_isvalid,
              date_joined, bio, location, location_lat_lng, position_lat_lng, date_of_birth, description, gender, status,
              website, avatar, cover, ext_id, tags, reputation, followings_counter, followers_counter, posts_counter,
              discussions_counter, statuses_counter, polls_counter)
            values
              (41, 'f3b0', 'Zoe', 'zoe', 'Zoë Ångström', 'zoe@example.org', true,
              timestamp with time zone '2025-02-28 23:59:59.123456+00', 'née \uD83D\uDE00', 'Köln', '50.9,6.9', '51.0,7.0',
              date '1904-02-29', 'd', 'FEMALE', 'APPROVED', 'https://example.org/', '%s', '%s', 9223372036854775807,
              '[{"id":1,"name":"a"}]', 1, 2, 3, 4, 5, 6, 7),
              (0, null, 'u2', 'u2', '', '', false, timestamp with time zone '2025-03-01 00:00:00+00', '', '', '', '',
              null, '', 'UNSPECIFIED', 'BLOCKED', '', null, null, null, '[]', 0, 0, 0, 0, 0, 0, 0)
            """.formatted(AVATAR, COVER);

    private static final String ONE_AVATAR = """
            insert into portrait_avatar (user_id, picture, date_uploaded)
            values (1, '%s', timestamp with time zone '2025-05-01 10:00:00+00')
            """.formatted(AVATAR);

    private FirstVersion() {}

    /** Creates the tables in an empty database and adds the users. */
    public static void create(DataSource database) throws SQLException {
        Flyway.configure()
                .dataSource(database)
                .placeholders(Migrations.placeholders(database))
                .target("1")
                .load()
                .migrate();
        addUsers(database);
    }

    /** Returns the statements that add the users. */
    static String inserts() {
        return TWO_USERS + ";\n" + ONE_AVATAR + ";\n";
    }

    /** Adds the users, who get the ids 1 and 2, to tables of this or a later version. */
    static void addUsers(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TWO_USERS);
            statement.execute(ONE_AVATAR);
        }
    }
}
