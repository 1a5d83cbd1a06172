package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemToJwksTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256"})
    void the_key_set_verifies_a_token_by_the_id_of_its_key(String algorithm) throws Exception {
        TokenMinter minter = new TokenMinter(JWSAlgorithm.parse(algorithm));
        SignedJWT token = SignedJWT.parse(minter.token("ann", Map.of()));

        Path keys = PemToJwks.convert(minter.writePublicKey(folder.resolve("key.pem")), "portrait");

        JWK key = JWKSet.load(keys.toFile()).getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(key.getAlgorithm()).isEqualTo(token.getHeader().getAlgorithm());
        assertThat(token.verify(new DefaultJWSVerifierFactory()
                        .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey())))
                .isTrue();
    }
}
