package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-database") // what it asks of the API is tested on each
@BlackBox
@ContractSection(12)
@DisplayName("The import from an LDAP directory")
class ImportLdapIT {

    private static final String BASE = "dc=example,dc=org";
    private static final String READER = "cn=reader," + BASE;

    private final Portrait portrait;
    private final String admin;
    private final String mark = "l" + UUID.randomUUID().toString().substring(0, 8);
    private final ImportProgram program;
    private final AtomicInteger searches = new AtomicInteger();
    private InMemoryDirectoryServer directory;

    ImportLdapIT(Portrait portrait, @TempDir Path folder) {
        this.portrait = portrait;
        this.admin = portrait.minter().token("admin-" + mark, Map.of("groups", List.of("admin")));
        this.program = new ImportProgram(folder);
        program.write("token", admin);
    }

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.addAdditionalBindCredentials(READER, "secret");
        config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
                searches.incrementAndGet();
            }
        });
        directory = new InMemoryDirectoryServer(config);
        directory.add(BASE, new Attribute("objectClass", "domain"), new Attribute("dc", "example"));
        directory.startListening();
        program.with("--server", portrait.base().toString(), "--token-file", "token")
                .with("--ldap", "ldap://127.0.0.1:" + directory.getListenPort(), "--ldap-base", BASE)
                .withEnvironment(Map.of("LDAP_BIND_DN", READER, "LDAP_PASSWORD", "secret"));
    }

    @AfterEach
    void stop() {
        directory.shutDown(true);
    }

    @Test
    @DisplayName("People come page by page, with their pictures; the next run sends nothing")
    void imports_pages() throws LDAPException {
        for (int i = 0; i < 450; i++) {
            add(i, i < 3 ? new Attribute("jpegPhoto", Photos.jpeg(40 + i, 30)) : new Attribute("sn", "x"));
        }

        ImportProgram.Outcome first =
                program.run("--attribute", "subject=personId").ended(0, "450 created", "3 pictures sent");

        assertThat(searches).hasValue(3);
        JsonObject user = found("subject=" + mark + "-uuid-2");
        assertThat(user.getString("username")).isEqualTo(mark + "2");
        assertThat(user.getString("real_name")).isEqualTo("Zoë 2");
        assertThat(user.getString("email")).isEqualTo(mark + "2@example.org");
        assertThat(portrait.get(user.getString("avatar")).status()).isEqualTo(200);
        assertThat(found("subject=" + mark + "-uuid-3").get("avatar")).isEqualTo(JsonValue.NULL);
        assertThat(program.run("--attribute", "subject=personId")
                        .ended(0, "450 unchanged", "3 pictures unchanged")
                        .requests())
                .isZero();
        assertThat(first.output()).doesNotContain(mark).doesNotContain("secret");
    }

    @Test
    @DisplayName(
            "Active Directory's attributes: objectGUID as its text, thumbnailPhoto, a number, and none for a field")
    void reads_active_directory() throws LDAPException {
        byte[] guid = HexFormat.of().parseHex("33221100554477668899aabbccddeeff");
        String extId = Long.toString(ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE));
        byte[] photo = Photos.jpeg(40, 30);
        add(
                1,
                new Attribute("objectGUID", guid),
                new Attribute("employeeNumber", extId),
                new Attribute("thumbnailPhoto", photo));
        String[] arguments = {
            "--attribute",
            "subject=objectGUID",
            "--attribute",
            "ext_id=employeeNumber",
            "--attribute",
            "email=",
            "--key",
            "ext_id"
        };

        program.run(arguments).ended(0, "1 created", "1 pictures sent");

        JsonObject user = found("subject=00112233-4455-6677-8899-aabbccddeeff");
        assertThat(user.get("ext_id")).hasToString(extId);
        assertThat(user.getString("email")).isEmpty();
        assertThat(portrait.get(user.getString("avatar")).status()).isEqualTo(200);
        portrait.send(portrait.request("api/v2/user/" + user.get("id") + "/?hard=1")
                        .header("Authorization", "Bearer " + admin)
                        .DELETE())
                .user();
    }

    @Test
    @DisplayName(
            "People without the key are reported; who left the directory is blocked; a failed search blocks nobody")
    void blocks_those_who_left() throws LDAPException {
        for (int i = 0; i < 3; i++) {
            add(i);
        }
        add("cn=x", new Attribute("objectClass", "person"), new Attribute("uid", mark + "x"));
        String[] arguments = {"--attribute", "subject=personId", "--block-absent"};
        program.run(arguments).ended(1, "3 created", "1 failed");
        assertThat(program.report("ldap.report.csv"))
                .containsExactly(
                        "\"cn=x," + BASE + "\",,not read,,subject,blank,This value is needed to find the person.");

        directory.delete("cn=x," + BASE);
        directory.delete("uid=" + mark + "1," + BASE);
        program.withEnvironment(Map.of("LDAP_PASSWORD", "wrong"));
        program.run(arguments).stopped("The directory cannot be read: javax.naming.AuthenticationException");
        program.withEnvironment(Map.of("LDAP_PASSWORD", ""));
        program.run(arguments).stopped("The LDAP login is a DN and a password.");
        program.withEnvironment(Map.of("LDAP_PASSWORD", "secret"));
        assertThat(found("subject=" + mark + "-uuid-1").getString("status")).isEqualTo("a");
        program.run(arguments).ended(0, "2 unchanged", "1 blocked");
        assertThat(found("subject=" + mark + "-uuid-1").getString("status")).isEqualTo("b");
    }

    private void add(int i, Attribute... more) throws LDAPException {
        List<Attribute> attributes = new ArrayList<>(List.of(
                new Attribute("objectClass", "top", "person"),
                new Attribute("cn", "Zoë " + i, "Z"),
                new Attribute("mail", mark + i + "@example.org"),
                new Attribute("personId", mark + "-uuid-" + i)));
        attributes.addAll(Arrays.asList(more));
        add("uid=" + mark + i, attributes.toArray(Attribute[]::new));
    }

    private void add(String name, Attribute... attributes) throws LDAPException {
        directory.add(name + "," + BASE, attributes);
    }

    private JsonObject found(String filter) {
        JsonObject page = portrait.get("api/v2/user/?" + filter, admin).user();
        assertThat(page.getInt("count")).isEqualTo(1);
        return page.getJsonArray("results").getJsonObject(0);
    }
}
