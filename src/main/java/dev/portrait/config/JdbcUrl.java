package dev.portrait.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JDBC URLs, as people may see them. */
public final class JdbcUrl {

    private static final Pattern HARMLESS =
            Pattern.compile("jdbc:(?:postgresql:(?://[\\w.,:\\[\\]-]+/)?[\\w-]*|h2:[^;?@]*)");

    private JdbcUrl() {}

    /** The URL without what may be a secret: user information and parameters. */
    public static String withoutSecrets(String jdbcUrl) {
        Matcher harmless = HARMLESS.matcher(jdbcUrl);
        return harmless.lookingAt() ? harmless.group() : "";
    }
}
