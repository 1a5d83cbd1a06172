package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.config.EffectiveSettings.Setting;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
            Map.entry("portrait.picture.memory", "3000000"),
            Map.entry("portrait.request.max-bytes", "4096"),
            Map.entry("portrait.avatars.max", "5"),
            Map.entry("portrait.avatars.lookup", "subject, email"),
            Map.entry("portrait.avatars.default", "initials"),
            Map.entry("portrait.avatars.programs", "Git, Wiki"),
            Map.entry("portrait.read-only-fields", "real_name, date_of_birth"),
            Map.entry("portrait.directory", "off"),
            Map.entry("portrait.visibility", "*=signed-in, bio=owner"),
            Map.entry("portrait.cors.origins", "https://portal.example, http://localhost:3000"),
            Map.entry("portrait.frame.origins", "https://old.example"),
            Map.entry("portrait.oidc.client-id", "pages"),
            Map.entry("portrait.oidc.authority", "https://id.example/realms/a/"),
            Map.entry("portrait.oidc.scope", "openid api://portrait/profile"),
            Map.entry("portrait.oidc.origins", "https://id.example, http://127.0.0.1:9000"),
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
        assertThat(settings.directory()).isTrue();
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
        assertThat(settings.pictureMemory()).isEqualTo(Runtime.getRuntime().maxMemory() / 2);
        assertThat(settings.requestMaxBytes()).isEqualTo(25 * 1024 * 1024);
        assertThat(settings.avatars().max()).isEqualTo(12);
        assertThat(settings.readOnlyFields()).isEmpty();
        assertThat(settings.visibility()).isEqualTo(VisibilityFloors.BUILT_IN);
        assertThat(settings.corsOrigins()).isEmpty();
        assertThat(settings.frameOrigins()).isEmpty();
        assertThat(settings.oidc())
                .isEqualTo(new OidcSettings(Optional.empty(), Optional.empty(), "openid profile email", Set.of()));
    }

    @Test
    void reads_every_setting() {
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
        assertThat(settings.pictureMemory()).isEqualTo(3_000_000);
        assertThat(settings.requestMaxBytes()).isEqualTo(4096);
        assertThat(settings.avatars().max()).isEqualTo(5);
        assertThat(settings.readOnlyFields())
                .containsExactlyInAnyOrder(ProfileField.REAL_NAME, ProfileField.DATE_OF_BIRTH);
        assertThat(settings.visibility().of(ProfileField.REAL_NAME)).isEqualTo(VisibilityLevel.SIGNED_IN);
        assertThat(settings.visibility().of(ProfileField.BIO)).isEqualTo(VisibilityLevel.OWNER);
        assertThat(settings.corsOrigins()).containsExactlyInAnyOrder("https://portal.example", "http://localhost:3000");
        assertThat(settings.frameOrigins()).containsExactly("https://old.example");
        assertThat(settings.oidc())
                .isEqualTo(new OidcSettings(
                        Optional.of("pages"),
                        Optional.of("https://id.example/realms/a/"),
                        "openid api://portrait/profile",
                        Set.of("https://id.example", "http://127.0.0.1:9000")));
        assertThat(settings.auditFile()).contains(Path.of("/var/log/portrait/audit.log"));
    }

    @Test
    void reads_each_key_once() {
        List<String> asked = new ArrayList<>();
        Settings unused = new Settings(new SettingsReader(key -> {
            asked.add(key);
            return Optional.ofNullable(ALL.get(key));
        }));
        assertThat(asked).containsExactlyInAnyOrderElementsOf(ALL.keySet());
    }

    @Test
    void records_every_setting_with_its_value() {
        Map<String, String> expected = new HashMap<>(ALL);
        expected.putAll(Map.of(
                "portrait.db.password", "(set)",
                "portrait.media.s3.endpoint", "https://s3.example",
                "portrait.media.s3.prefix", "portrait/x/",
                "portrait.media.s3.access-key", "(set)",
                "portrait.media.s3.secret-key", "(set)",
                "portrait.media.s3.public-url", "https://cdn.example/p",
                "portrait.public-url", "https://example.org/portrait",
                "portrait.trusted-proxies", "10.0.0.0/8,0:0:0:0:0:0:0:1/128",
                "portrait.read-only-fields", "date_of_birth,real_name",
                "portrait.cors.origins", "http://localhost:3000,https://portal.example"));
        expected.put("portrait.avatars.programs", "Git,Wiki");
        expected.put("portrait.avatars.lookup", "email,subject");
        expected.put("portrait.oidc.origins", "http://127.0.0.1:9000,https://id.example");
        expected.put("portrait.visibility", settings(ALL).visibility().toString());

        assertThat(TestSettings.effective(ALL).values()).isEqualTo(expected);
    }

    @Test
    void records_the_source_of_a_setting_unless_the_default_is_in_force() {
        assertThat(TestSettings.effective(Map.of("portrait.db.user", "ann")).settings())
                .contains(new Setting("portrait.db.user", "ann", Optional.of("the map")))
                .contains(new Setting("portrait.db.password", "", Optional.empty()))
                .contains(new Setting("portrait.avatars.max", "12", Optional.empty()))
                .contains(new Setting("portrait.public-url", "", Optional.empty()));
    }

    @Test
    void shows_no_secret() {
        Map<String, String> given = new HashMap<>(ALL);
        given.put("portrait.db.url", "jdbc:postgresql://ann:secret@db/portrait?password=secret");

        Map<String, String> effective = TestSettings.effective(given).values();

        assertThat(effective).containsEntry("portrait.db.url", "jdbc:postgresql:");
        assertThat(effective.values()).noneMatch(value -> value.contains("secret"));
        assertThat(settings(given).mediaS3().toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "'jdbc:postgresql://a.example:5432,[::1]/portrait?password=x@y', 'jdbc:postgresql://a.example:5432,[::1]/portrait'",
        "jdbc:postgresql://u:p?x@h/db, jdbc:postgresql:",
        "jdbc:h2:file:/a b/portrait;PASSWORD=x, jdbc:h2:file:/a b/portrait",
        "jdbc:mysql://ann:secret@db/portrait, ''"
    })
    void shows_no_user_and_no_parameter_of_a_jdbc_url(String url, String shown) {
        assertThat(JdbcUrl.withoutSecrets(url)).isEqualTo(shown);
    }

    @Test
    void keeps_database_and_pictures_in_the_data_folder() {
        Settings settings = settings(Map.of("portrait.data.dir", "/srv/x"));
        assertThat(settings.dbUrl()).startsWith("jdbc:h2:file:/srv/x/portrait");
        assertThat(settings.mediaDir()).isEqualTo(Path.of("/srv/x/media"));
    }

    @Test
    void ignores_a_blank_value() {
        assertThat(settings(Map.of("portrait.db.user", "  ")).dbUser()).isEqualTo("portrait");
        assertThat(settings(Map.of("portrait.avatars.max", " 3 ")).avatars().max())
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
    void refuses_origins_that_no_browser_sends(String origins) {
        assertThatThrownBy(() -> settings(Map.of("portrait.cors.origins", origins)))
                .hasMessageContaining("portrait.cors.origins must be origins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "avatar_base64", "real_name;bio", "Bio", "real_name,,bio"})
    void refuses_read_only_fields_that_are_not_in_the_profile(String fields) {
        assertThatThrownBy(() -> settings(Map.of("portrait.read-only-fields", fields)))
                .hasMessageContaining("portrait.read-only-fields must be some of avatar, bio,");
    }

    @ParameterizedTest
    @CsvSource({
        "portrait.picture.max-bytes, 1024, 104857600",
        "portrait.picture.max-pixels, 1, 500000000",
        "portrait.picture.max-frames, 1, 1000",
        "portrait.picture.memory, 1048576, 1099511627776",
        "portrait.request.max-bytes, 1024, 1073741824",
        "portrait.avatars.max, 1, 100",
        "portrait.media.s3.timeout, 1, 60"
    })
    void accepts_numbers_from_the_minimum_to_the_maximum(String key, long min, long max) {
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
    void refuses_a_text_that_is_not_a_whole_number(String value) {
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
        "portrait.media.s3.public-url, cdn, portrait.media.s3.public-url must be an http or https address",
        "portrait.oidc.client-id, ü, portrait.oidc.client-id must be 1 to 255 characters of ASCII",
        "portrait.oidc.authority, http://id.example, portrait.oidc.authority must be an https address without query",
        "portrait.oidc.authority, https://id.example/?a=b, portrait.oidc.authority must be an https address without query",
        "portrait.oidc.authority, https://ann@id.example/, portrait.oidc.authority must be an https address without query",
        "portrait.oidc.scope, profile openid2, 'portrait.oidc.scope must be scopes with a space between them'",
        "portrait.oidc.origins, http://id.example, portrait.oidc.origins must be https origins",
        "portrait.oidc.origins, *, portrait.oidc.origins must be https origins"
    })
    void says_what_a_setting_must_be(String key, String value, String fault) {
        assertFault(key, value, fault);
    }

    @Test
    void requires_the_settings_of_a_bucket_only_if_it_is_in_use() {
        assertFault(
                "portrait.media.store", "s3", "portrait.media.s3.bucket must be set where portrait.media.store is s3");
        assertThatThrownBy(() -> settings(Map.of("portrait.media.store", "s3", "portrait.media.s3.delivery", "public")))
                .hasMessageContaining("portrait.media.s3.bucket must be set")
                .hasMessageContaining(
                        "portrait.media.s3.public-url must be set where portrait.media.s3.delivery is public");
        settings(Map.of("portrait.media.s3.delivery", "public"));
    }

    @Test
    void requires_both_keys_of_a_bucket_or_neither() {
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
    void returns_the_origin_that_pages_load_pictures_from(String delivery, String pathStyle, String origin) {
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
    void refuses_an_invalid_path() {
        assertFault("portrait.data.dir", "a\0b", "portrait.data.dir must be the path of a folder");
        assertFault("portrait.media.dir", "a\0b", "portrait.media.dir must be the path of a folder");
        assertFault("portrait.audit.file", "a\0b", "portrait.audit.file must be the path of a file");
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
    void refuses_a_public_url_with_more_than_host_port_and_path(String value) {
        assertFault("portrait.public-url", value, "portrait.public-url must be an http or https address without query");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org, http://example.org",
        "https://example.org///, https://example.org",
        "https://example.org:8443/a/b/, https://example.org:8443/a/b",
        "http://[::1]:8080/, http://[::1]:8080"
    })
    void removes_slashes_from_the_end_of_the_public_url(String value, String url) {
        assertThat(settings(Map.of("portrait.public-url", value)).publicUrl()).contains(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.1,", "10.0.0.1 10.0.0.2", "10.0.0.0/33", ",", "*"})
    void refuses_trusted_proxies_that_are_not_addresses(String value) {
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
                Map.entry("portrait.picture.memory", "x"),
                Map.entry("portrait.request.max-bytes", "x"),
                Map.entry("portrait.visibility", "x"),
                Map.entry("portrait.data.dir", "\0"));
        assertThatThrownBy(() -> settings(wrong))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .startsWith("Portrait cannot start: ")
                .contains(wrong.keySet());
    }

    @Test
    void does_not_show_a_wrong_value_which_may_contain_a_password() {
        assertThatThrownBy(() -> settings(Map.of("portrait.db.url", "postgresql://ann:secret@db/x")))
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "bio", "email=owner", "bio=friends", "bio=owner,bio=owner", "profile=owner"})
    void refuses_levels_of_visibility_that_make_no_sense(String value) {
        assertFault(
                "portrait.visibility",
                value,
                "portrait.visibility must be levels such as *=signed-in,date_of_birth=owner: public, signed-in or owner for"
                        + " * or for one of real_name, bio, location, location_lat_lng, position_lat_lng, date_of_birth,"
                        + " description, gender, website, avatar, cover; public or signed-in for profile; each at most once");
    }

    private static void assertFault(String key, String value, String fault) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(fault);
    }

    private static Settings settings(Map<String, String> values) {
        return TestSettings.read(values);
    }
}
