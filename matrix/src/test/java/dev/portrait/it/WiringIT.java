package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.contract.ProfileField;
import dev.portrait.user.Caller;
import dev.portrait.user.Change;
import dev.portrait.user.PlainText;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
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
    UserService service;

    @Inject
    UserFinder users;

    @PersistenceUnit
    EntityManagerFactory factory;

    @Resource
    UserTransaction transaction;

    @ArquillianResource
    URL base;

    private User user;

    /** The released WAR plus this test, the key of a new minter and one of its tokens. */
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
    void create_user() {
        user = users.findOrCreate(SUBJECT, claim -> Optional.empty(), claim -> false)
                .orElseThrow();
    }

    @Test
    @DisplayName("UserService checks the role even if it is not called by the resource")
    void service_checks_the_role() {
        assertThatThrownBy(() ->
                        service.change(Caller.user(user.id()), user.id(), change("written"), OptionalLong.empty()))
                .isInstanceOf(EJBAccessException.class);

        assertThat(bio()).isNotEqualTo("written");
    }

    @Test
    @DisplayName("One PUT sends one SELECT and one UPDATE, one GET sends one SELECT")
    void sends_few_statements() throws Exception {
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
                .as("statements of a PUT without changes")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("A rollback of a container transaction undoes its changes")
    void rolls_back_container_transactions() throws Exception {
        transaction.begin();
        try (EntityManager entities = factory.createEntityManager()) {
            entities.createQuery("update User u set u.texts.bio = 'rolled back' where u.id = :id")
                    .setParameter("id", user.id())
                    .executeUpdate();
        } finally {
            transaction.rollback();
        }

        assertThat(bio()).isNotEqualTo("rolled back");
    }

    private String bio() {
        try (EntityManager entities = factory.createEntityManager()) {
            return entities.find(User.class, user.id()).text(ProfileField.BIO);
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
        return ProfileChange.none().with(ProfileField.BIO, Change.set(PlainText.parse(ProfileField.BIO, bio)));
    }
}
