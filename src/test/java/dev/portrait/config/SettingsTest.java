package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("portrait.identity.claim", "sub"),
            Map.entry("portrait.data.dir", "/srv/portrait"),
            Map.entry("portrait.datasource", "java:/jdbc/x"),
            Map.entry("portrait.db.url", "jdbc:postgresql://db/portrait"),
            Map.entry("portrait.db.user", "ann"),
            Map.entry("portrait.db.password", "secret"),
            Map.entry("portrait.db.migrate", "false"),
            Map.entry("portrait.media.store", "s3"),
            Map.entry("portrait.media.dir", "/srv/pictures"),
            Map.entry("portrait.media.s3.endpoint", "https://s3.example/"),
            Map.entry("portrait.media.s3.region", "eu-west-1"),
            Map.entry("portrait.media.s3.bucket", "pictures"),
            Map.entry("portrait.media.s3.prefix", "portrait/x"),
            Map.entry("portrait.media.s3.access-key", "the secret's name"),
            Map.entry("portrait.media.s3.secret-key", "a secret"),
            Map.entry("portrait.media.s3.path-style", "false"),
            Map.entry("portrait.media.s3.timeout", "7"),
            Map.entry("portrait.media.s3.delivery", "public"),
            Map.entry("portrait.media.s3.public-url", "https://cdn.example/p/"),
            Map.entry("portrait.public-url", "https://example.org/portrait/"),
            Map.entry("portrait.trusted-proxies", "10.0.0.0/8, ::1"),
            Map.entry("portrait.picture.max-bytes", "2048"),
            Map.entry("portrait.picture.max-pixels", "1000"),
            Map.entry("portrait.picture.max-frames", "7"),
            Map.entry("portrait.picture.permits", "3"),
            Map.entry("portrait.request.max-bytes", "4096"),
            Map.entry("portrait.avatars.max", "5"),
            Map.entry("portrait.read-only-fields", "real_name, date_of_birth"),
            Map.entry("portrait.cors.origins", "https://portal.example, http://localhost:3000"),
            Map.entry("portrait.frame.origins", "https://old.example"),
            Map.entry("portrait.audit.file", "/var/log/portrait/audit.log"));

    @Test
    void has_the_defaults_of_the_documentation() {
        Settings settings = settings(Map.of());
        Path dataDir = Path.of("portrait-data").toAbsolutePath();
        assertThat(settings.identityClaim()).isEqualTo(IdentityClaim.USER_ID);
        assertThat(settings.dataDir()).isEqualTo(dataDir);
        assertThat(settings.dataSource()).isEmpty();
        assertThat(settings.dbUrl()).startsWith("jdbc:h2:file:" + dataDir.resolve("portrait"));
        assertThat(settings.dbUser()).isEqualTo("portrait");
        assertThat(settings.dbPassword()).isEmpty();
        assertThat(settings.dbMigrate()).isTrue();
        assertThat(settings.mediaStore()).isEqualTo(MediaStoreKind.FILE);
        assertThat(settings.mediaDir()).isEqualTo(dataDir.resolve("media"));
        assertThat(settings.pictureOrigin()).isEmpty();
        assertThat(settings.mediaS3())
                .isEqualTo(new S3Settings(
                        URI.create("https://s3.us-east-1.amazonaws.com"),
                        "us-east-1",
                        "",
                        "",
                        Optional.empty(),
                        true,
                        Duration.ofSeconds(10),
                        MediaDelivery.PROXY,
                        Optional.empty()));
        assertThat(settings.publicUrl()).isEmpty();
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.pictureMaxBytes()).isEqualTo(10 * 1024 * 1024);
        assertThat(settings.pictureMaxPixels()).isEqualTo(50_000_000);
        assertThat(settings.pictureMemory()).isEqualTo(8L * 50_000_000 + 2 * (10 << 20));
        assertThat(settings.picturePermits()).isBetween(1, Runtime.getRuntime().availableProcessors());
        assertThat(settings.requestMaxBytes()).isEqualTo(25 * 1024 * 1024);
        assertThat(settings.avatarsMax()).isEqualTo(12);
        assertThat(settings.readOnlyFields()).isEmpty();
        assertThat(settings.corsOrigins()).isEmpty();
        assertThat(settings.frameOrigins()).isEmpty();
    }

    @Test
    void takes_every_setting_over() {
        Settings settings = settings(ALL);
        assertThat(settings.identityClaim()).isEqualTo(IdentityClaim.SUB);
        assertThat(settings.dataDir()).isEqualTo(Path.of("/srv/portrait"));
        assertThat(settings.dataSource()).contains("java:/jdbc/x");
        assertThat(settings.dbUrl()).isEqualTo("jdbc:postgresql://db/portrait");
        assertThat(settings.dbUser()).isEqualTo("ann");
        assertThat(settings.dbPassword()).isEqualTo("secret");
        assertThat(settings.dbMigrate()).isFalse();
        assertThat(settings.mediaStore()).isEqualTo(MediaStoreKind.S3);
        assertThat(settings.mediaDir()).isEqualTo(Path.of("/srv/pictures"));
        assertThat(settings.mediaS3())
                .isEqualTo(new S3Settings(
                        URI.create("https://s3.example"),
                        "eu-west-1",
                        "pictures",
                        "portrait/x/",
                        Optional.of(new S3Settings.Keys("the secret's name", "a secret")),
                        false,
                        Duration.ofSeconds(7),
                        MediaDelivery.PUBLIC,
                        Optional.of(URI.create("https://cdn.example/p"))));
        assertThat(settings.pictureOrigin()).contains("https://cdn.example");
        assertThat(settings.publicUrl()).contains(URI.create("https://example.org/portrait"));
        assertThat(settings.trustedProxies()).hasToString("[10.0.0.0/8, 0:0:0:0:0:0:0:1/128]");
        assertThat(settings.pictureMaxBytes()).isEqualTo(2048);
        assertThat(settings.pictureMaxPixels()).isEqualTo(1000);
        assertThat(settings.picturePermits()).isEqualTo(3);
        assertThat(settings.requestMaxBytes()).isEqualTo(4096);
        assertThat(settings.avatarsMax()).isEqualTo(5);
        assertThat(settings.readOnlyFields()).containsExactlyInAnyOrder("real_name", "date_of_birth");
        assertThat(settings.corsOrigins()).containsExactlyInAnyOrder("https://portal.example", "http://localhost:3000");
        assertThat(settings.frameOrigins()).containsExactly("https://old.example");
        assertThat(settings.auditFile()).contains(Path.of("/var/log/portrait/audit.log"));
    }

    @Test
    void asks_for_these_keys_and_no_others() {
        Set<String> asked = new HashSet<>();
        new Settings(new SettingsReader(key -> {
            asked.add(key);
            return Optional.empty();
        }));
        assertThat(asked).containsExactlyInAnyOrderElementsOf(ALL.keySet());
    }

    @Test
    void shows_what_is_in_force_and_no_secret() {
        Map<String, String> given = new HashMap<>(ALL);
        given.put("portrait.db.url", "jdbc:postgresql://ann:secret@db/portrait?password=secret");

        Map<String, String> effective = settings(given).effective();

        assertThat(effective.keySet()).isEqualTo(ALL.keySet());
        assertThat(effective)
                .containsEntry("portrait.picture.permits", "3")
                .containsEntry("portrait.identity.claim", "sub")
                .containsEntry("portrait.db.url", "jdbc:postgresql:")
                .containsEntry("portrait.db.password", "(set)")
                .containsEntry("portrait.media.s3.access-key", "(set)")
                .containsEntry("portrait.media.s3.secret-key", "(set)");
        assertThat(settings(given).mediaS3().toString()).doesNotContain("secret");
        assertThat(effective.values()).noneMatch(value -> value.contains("secret"));
        assertThat(settings(Map.of()).effective()).containsEntry("portrait.db.password", "");
        assertThat(JdbcUrl.withoutSecrets("jdbc:postgresql://a.example:5432,[::1]/portrait?password=x@y"))
                .isEqualTo("jdbc:postgresql://a.example:5432,[::1]/portrait");
        assertThat(JdbcUrl.withoutSecrets("jdbc:postgresql://u:p?x@h/db")).isEqualTo("jdbc:postgresql:");
        assertThat(JdbcUrl.withoutSecrets("jdbc:h2:file:/a b/portrait;PASSWORD=x"))
                .isEqualTo("jdbc:h2:file:/a b/portrait");
    }

    @Test
    void keeps_database_and_pictures_in_the_data_folder() {
        Settings settings = settings(Map.of("portrait.data.dir", "/srv/x"));
        assertThat(settings.dbUrl()).startsWith("jdbc:h2:file:/srv/x/portrait");
        assertThat(settings.mediaDir()).isEqualTo(Path.of("/srv/x/media"));
    }

    @Test
    void takes_a_blank_value_for_none() {
        assertThat(settings(Map.of("portrait.db.user", "  ")).dbUser()).isEqualTo("portrait");
        assertThat(settings(Map.of("portrait.picture.permits", " 3 ")).picturePermits())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "portal.example",
                "https://portal.example/",
                "https://portal.example:443",
                "http://portal.example:80",
                "https://Portal.example",
                "https://*.example",
                "https://a.example https://b.example",
                "https://a.example,",
                "file://",
                "https://user@a.example"
            })
    void takes_origins_as_browsers_write_them(String origins) {
        assertThatThrownBy(() -> settings(Map.of("portrait.cors.origins", origins)))
                .hasMessageContaining("portrait.cors.origins must be origins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "avatar_base64", "real_name;bio", "Bio", "real_name,,bio"})
    void locks_fields_of_the_profile_only(String fields) {
        assertThatThrownBy(() -> settings(Map.of("portrait.read-only-fields", fields)))
                .hasMessageContaining("portrait.read-only-fields must be some of avatar, bio,");
    }

    @ParameterizedTest
    @CsvSource({
        "portrait.picture.max-bytes, 1024, 104857600",
        "portrait.picture.max-pixels, 1, 500000000",
        "portrait.picture.max-frames, 1, 1000",
        "portrait.picture.permits, 1, 1024",
        "portrait.request.max-bytes, 1024, 1073741824",
        "portrait.avatars.max, 1, 100",
        "portrait.media.s3.timeout, 1, 60"
    })
    void accepts_numbers_from_smallest_to_largest_and_none_beyond(String key, long min, long max) {
        settings(Map.of(key, Long.toString(min)));
        settings(Map.of(key, Long.toString(max)));
        String fault = key + " must be a whole number from " + min + " to " + max;
        assertFault(key, Long.toString(min - 1), fault);
        assertFault(key, Long.toString(max + 1), fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ten",
                "-5000",
                "5000.0",
                "5e3",
                "0x5000",
                "99999999999999999999",
                "\u0665\u0660\u0660\u0660",
                "5 000"
            })
    void refuses_what_is_no_whole_number(String value) {
        assertFault("portrait.request.max-bytes", value, "portrait.request.max-bytes must be a whole number");
    }

    @ParameterizedTest
    @CsvSource({
        "portrait.identity.claim, email, portrait.identity.claim must be user_id or sub",
        "portrait.identity.claim, SUB, portrait.identity.claim must be user_id or sub",
        "portrait.db.url, jdbc:mysql://x, portrait.db.url must begin with jdbc:h2: or jdbc:postgresql:",
        "portrait.db.url, postgresql://x, portrait.db.url must begin with jdbc:h2: or jdbc:postgresql:",
        "portrait.db.migrate, yes, portrait.db.migrate must be true or false",
        "portrait.media.store, ftp, portrait.media.store must be file or s3",
        "portrait.media.s3.endpoint, s3.example, portrait.media.s3.endpoint must be an http or https address",
        "portrait.media.s3.region, Europe, portrait.media.s3.region must be the name of a region",
        "portrait.media.s3.bucket, My_Bucket, portrait.media.s3.bucket must be 3 to 63 small letters",
        "portrait.media.s3.prefix, /x, portrait.media.s3.prefix must be names of folders",
        "portrait.media.s3.prefix, x/../y, portrait.media.s3.prefix must be names of folders",
        "portrait.media.s3.path-style, yes, portrait.media.s3.path-style must be true or false",
        "portrait.media.s3.delivery, cdn, portrait.media.s3.delivery must be proxy or public or signed",
        "portrait.media.s3.public-url, cdn, portrait.media.s3.public-url must be an http or https address"
    })
    void says_what_a_setting_accepts(String key, String value, String fault) {
        assertFault(key, value, fault);
    }

    @Test
    void misses_what_a_bucket_in_use_needs_and_nothing_of_one_that_is_not() {
        assertFault(
                "portrait.media.store", "s3", "portrait.media.s3.bucket must be set where portrait.media.store is s3");
        assertThatThrownBy(() -> settings(Map.of("portrait.media.store", "s3", "portrait.media.s3.delivery", "public")))
                .hasMessageContaining("portrait.media.s3.bucket must be set")
                .hasMessageContaining(
                        "portrait.media.s3.public-url must be set where portrait.media.s3.delivery is public");
        settings(Map.of("portrait.media.s3.delivery", "public"));
    }

    @Test
    void wants_both_keys_of_a_bucket_or_none() {
        assertFault("portrait.media.s3.access-key", "x", "portrait.media.s3.secret-key must be set");
        assertFault("portrait.media.s3.secret-key", "x", "portrait.media.s3.access-key must be set");
    }

    @ParameterizedTest
    @CsvSource({
        "proxy, true, ''",
        "signed, true, https://s3.example:9000",
        "signed, false, https://pictures.s3.example:9000",
        "public, true, https://cdn.example"
    })
    void knows_the_origin_that_pages_load_pictures_from(String delivery, String pathStyle, String origin) {
        Settings settings = settings(Map.of(
                "portrait.media.store", "s3",
                "portrait.media.s3.endpoint", "https://s3.example:9000",
                "portrait.media.s3.bucket", "pictures",
                "portrait.media.s3.path-style", pathStyle,
                "portrait.media.s3.delivery", delivery,
                "portrait.media.s3.public-url", "https://cdn.example/p"));
        assertThat(settings.pictureOrigin().orElse("")).isEqualTo(origin);
    }

    @Test
    void refuses_a_path_that_is_none() {
        assertFault("portrait.data.dir", "a\0b", "portrait.data.dir must be the path of a folder");
        assertFault("portrait.media.dir", "a\0b", "portrait.media.dir must be the path of a folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "ftp://example.org",
                "https://",
                "https:///x",
                "https://example.org?x",
                "https://example.org/#x",
                "https://ann@example.org",
                "https://example.org/a b",
                "http://]",
                "http://[x",
                "http://:80",
                "http://example.org:x"
            })
    void refuses_a_public_url_that_nothing_can_begin_with(String value) {
        assertFault("portrait.public-url", value, "portrait.public-url must be an http or https address without query");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org, http://example.org",
        "https://example.org///, https://example.org",
        "https://example.org:8443/a/b/, https://example.org:8443/a/b",
        "http://[::1]:8080/, http://[::1]:8080"
    })
    void takes_the_slashes_off_the_end_of_the_public_url(String value, String url) {
        assertThat(settings(Map.of("portrait.public-url", value)).publicUrl()).contains(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.1,", "10.0.0.1 10.0.0.2", "10.0.0.0/33", ",", "*"})
    void refuses_trusted_proxies_that_are_no_addresses(String value) {
        assertFault(
                "portrait.trusted-proxies",
                value,
                "portrait.trusted-proxies must be IP addresses or CIDR blocks with commas between them");
    }

    @Test
    void reports_all_faults_at_once() {
        Map<String, String> wrong = Map.ofEntries(
                Map.entry("portrait.identity.claim", "x"),
                Map.entry("portrait.db.url", "x"),
                Map.entry("portrait.db.migrate", "x"),
                Map.entry("portrait.media.store", "x"),
                Map.entry("portrait.media.s3.bucket", "x"),
                Map.entry("portrait.media.s3.timeout", "x"),
                Map.entry("portrait.public-url", "http://]"),
                Map.entry("portrait.trusted-proxies", "x"),
                Map.entry("portrait.picture.max-bytes", "x"),
                Map.entry("portrait.picture.max-pixels", "x"),
                Map.entry("portrait.picture.max-frames", "x"),
                Map.entry("portrait.picture.permits", "x"),
                Map.entry("portrait.request.max-bytes", "x"),
                Map.entry("portrait.data.dir", "\0"));
        assertThatThrownBy(() -> settings(wrong))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .startsWith("Portrait cannot start: ")
                .contains(wrong.keySet());
    }

    @Test
    void does_not_tell_the_wrong_value_which_may_hold_a_password() {
        assertThatThrownBy(() -> settings(Map.of("portrait.db.url", "postgresql://ann:secret@db/x")))
                .message()
                .doesNotContain("secret");
    }

    private static void assertFault(String key, String value, String fault) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(fault);
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(new SettingsReader(key -> Optional.ofNullable(values.get(key))));
    }
}
