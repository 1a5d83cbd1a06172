package dev.portrait.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The table of users, as another system writes to it. */
record UserTable(DataSource database) {

    private static final String INSERT = """
            insert into portrait_user (version, username, username_key, real_name, email, email_isvalid, date_joined,
              bio, location, location_lat_lng, position_lat_lng, description, gender, status, website, tags,
              reputation, followings_counter, followers_counter, posts_counter, discussions_counter,
              statuses_counter, polls_counter)
            select 0, 'u' || n, 'u' || n, '', '', false, now(), '', '', '', '', '', 'UNSPECIFIED', ?, '', '[]',
              0, 0, 0, 0, 0, 0, 0
            from (select count(*) as n from portrait_user) as users
            returning id
            """;

    /** Returns the number of users with this subject. */
    long count(String subject) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select count(*) from portrait_user where subject = ?")) {
            statement.setString(1, subject);
            try (ResultSet counts = statement.executeQuery()) {
                counts.next();
                return counts.getLong(1);
            }
        }
    }

    /**
     * Adds a user.
     *
     * @param status the value of the database column
     * @return the id
     */
    long add(String status) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, status);
            try (ResultSet ids = statement.executeQuery()) {
                ids.next();
                return ids.getLong(1);
            }
        }
    }
}
