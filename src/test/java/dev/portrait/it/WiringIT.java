package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.user.Change;
import dev.portrait.user.PlainText;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.TextField;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("own-server")
@ArquillianTest
@DisplayName("Inside the container")
class WiringIT {

    private static final String SUBJECT = "wiring";

    @Inject
    UserService users;

    @PersistenceUnit
    EntityManagerFactory factory;

    @Resource
    UserTransaction transaction;

    @ArquillianResource
    URL base;

    private User user;

    /** The WAR that ships, with this test, the key of a minter that nobody else has, and one token of it. */
    @Deployment
    static WebArchive portrait() throws IOException {
        TokenMinter minter = new TokenMinter();
        Path key = minter.writePublicKey(Files.createTempFile("portrait", ".pem"));
        return ShrinkWrap.create(ZipImporter.class, "wiring.war")
                .importFrom(new File("target/portrait.war"))
                .as(WebArchive.class)
                .addClass(WiringIT.class)
                .addAsLibrary(new File(Assertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()))
                .addAsResource(new StringAsset(minter.token(SUBJECT, Map.of())), "token")
                .addAsResource(key.toFile(), "key.pem")
                .addAsResource(
                        new StringAsset("mp.jwt.verify.publickey.location=/key.pem\nmp.jwt.verify.issuer="
                                + TokenMinter.ISSUER + "\nportrait.identity.claim=sub\n"),
                        "META-INF/microprofile-config.properties");
    }

    @BeforeEach
    void know_the_user() {
        user = users.findOrCreate(SUBJECT, claim -> Optional.empty(), claim -> false)
                .orElseThrow();
    }

    @Test
    @DisplayName("UserService refuses to change anything without the role, also past the resource")
    void service_checks_the_role() {
        assertThatThrownBy(() -> users.change(user.id(), change("written"), OptionalLong.empty()))
                .isInstanceOf(EJBAccessException.class);
        assertThatThrownBy(() -> users.changeOnce(user.id(), change("written"), OptionalLong.empty(), true))
                .isInstanceOf(EJBAccessException.class);

        assertThat(bio()).isNotEqualTo("written");
    }

    @Test
    @DisplayName("One PUT costs one SELECT and one UPDATE, one GET one SELECT")
    void statements() throws Exception {
        send("PUT", "{\"bio\":\"warm\"}");
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);

        statistics.clear();
        send("PUT", "{\"bio\":\"counted\"}");
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(2);
        assertThat(statistics.getEntityLoadCount()).isEqualTo(1);
        assertThat(statistics.getEntityUpdateCount()).isEqualTo(1);
        assertThat(statistics.getTransactionCount()).isLessThanOrEqualTo(1);

        statistics.clear();
        send("GET", "");
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(1);
        assertThat(statistics.getEntityLoadCount()).isEqualTo(1);

        statistics.clear();
        send("PUT", "{\"bio\":\"counted\"}");
        assertThat(statistics.getPrepareStatementCount())
                .as("nothing to change")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("What a transaction of the container rolls back was never there")
    void rollback() throws Exception {
        transaction.begin();
        try (EntityManager entities = factory.createEntityManager()) {
            entities.createQuery("update User u set u.bio = 'rolled back' where u.id = :id")
                    .setParameter("id", user.id())
                    .executeUpdate();
        } finally {
            transaction.rollback();
        }

        assertThat(bio()).isNotEqualTo("rolled back");
    }

    private String bio() {
        try (EntityManager entities = factory.createEntityManager()) {
            return entities.find(User.class, user.id()).bio();
        }
    }

    private void send(String method, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + base.getPort() + base.getPath() + "api/v2/user/" + user.id() + "/"))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private static String token() throws IOException {
        try (InputStream token = WiringIT.class.getResourceAsStream("/token")) {
            return new String(token.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ProfileChange change(String bio) {
        return new ProfileChange(
                Change.keep(),
                Change.keep(),
                Change.set(PlainText.of(TextField.BIO, bio)),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }
}
