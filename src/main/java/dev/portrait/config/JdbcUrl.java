package dev.portrait.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes JDBC URLs fit for logs. */
public final class JdbcUrl {

    private static final Pattern HARMLESS =
            Pattern.compile("jdbc:(?:postgresql:(?://[\\w.,:\\[\\]-]+/)?[\\w-]*|h2:[^;?@]*)");

    private JdbcUrl() {}

    /** Returns the URL without user information and parameters, which may be secrets. */
    public static String withoutSecrets(String jdbcUrl) {
        Matcher harmless = HARMLESS.matcher(jdbcUrl);
        return harmless.lookingAt() ? harmless.group() : "";
    }
}
