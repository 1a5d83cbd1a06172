package dev.portrait.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An identity provider's part: signs tokens with a key that it makes anew each time and keeps in memory. */
public final class TokenMinter {

    public static final String ISSUER = "https://identity.example";

    private final RSAKey key;

    public TokenMinter() {
        try {
            key = new RSAKeyGenerator(2048).keyID("portrait").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private TokenMinter(RSAKey key) {
        this.key = key;
    }

    /** A minter with a key of somebody else's making: an RSA private key as PEM. */
    public static TokenMinter of(Path privateKey) throws IOException {
        try {
            return new TokenMinter(
                    JWK.parseFromPEMEncodedObjects(Files.readString(privateKey)).toRSAKey());
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Writes the public key where a server can be told to find it. */
    public Path writePublicKey(Path file) throws IOException {
        try {
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(key.toRSAPublicKey().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
            return Files.writeString(file, pem);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of a server that trusts this minter. */
    public Map<String, String> settings(Path publicKey) {
        return Map.of(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                publicKey.toAbsolutePath().toUri().toString(),
                "MP_JWT_VERIFY_ISSUER",
                ISSUER);
    }

    /** A token of a user of that subject, valid for some hours. */
    public String token(String subject, Map<String, Object> claims) {
        return sign(claims(subject, Duration.ofHours(8)), claims);
    }

    private String sign(JWTClaimsSet.Builder good, Map<String, Object> changes) {
        changes.forEach(good::claim);
        return sign(good.build());
    }

    /** A token of exactly these claims. */
    public String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** The claims of a good token. */
    public static JWTClaimsSet.Builder claims(String subject, Duration validity) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)))
                .claim("groups", List.of("user"));
    }

    /** The public key as it is known to everybody. */
    public byte[] publicKey() {
        try {
            return key.toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whom a token is about. */
    public static String subject(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
