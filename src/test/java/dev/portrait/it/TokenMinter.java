package dev.portrait.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs tokens like an identity provider, with a new key that is kept in memory. */
public final class TokenMinter {

    public static final String ISSUER = "https://identity.example";
    public static final String AUDIENCE = "portrait";

    private final JWK key;
    private final JWSAlgorithm algorithm;

    public TokenMinter() {
        this(JWSAlgorithm.RS256);
    }

    /** Creates a minter that signs with RS256 or ES256. */
    public TokenMinter(JWSAlgorithm algorithm) {
        this(generate(algorithm), algorithm);
    }

    private TokenMinter(JWK key, JWSAlgorithm algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    private static JWK generate(JWSAlgorithm algorithm) {
        try {
            return algorithm.equals(JWSAlgorithm.RS256)
                    ? new RSAKeyGenerator(2048)
                            .keyID("portrait")
                            .algorithm(algorithm)
                            .generate()
                    : new ECKeyGenerator(Curve.P_256)
                            .keyID("portrait")
                            .algorithm(algorithm)
                            .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates a minter with an existing key: an RSA private key as PEM (PKCS #8). */
    public static TokenMinter of(Path privateKey) throws IOException {
        byte[] der = Base64.getMimeDecoder().decode(Files.readString(privateKey).replaceAll("-----[A-Z ]+-----", ""));
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(der));
            PublicKey known = rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new TokenMinter(
                    new RSAKey.Builder((RSAPublicKey) known)
                            .privateKey(key)
                            .keyID("portrait")
                            .build(),
                    JWSAlgorithm.RS256);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Writes the public key as PEM. */
    public Path writePublicKey(Path file) throws IOException {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey())
                + "\n-----END PUBLIC KEY-----\n";
        return Files.writeString(file, pem);
    }

    /** Writes the public key as a JSON Web Key Set. */
    public Path writeKeySet(Path file) throws IOException {
        return Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
    }

    /** Returns the settings of a server that accepts the tokens of this minter. */
    public Map<String, String> settings(Path publicKey) {
        return Map.of(
                "mp.jwt.verify.publickey.location",
                publicKey.toAbsolutePath().toUri().toString(),
                "mp.jwt.verify.issuer",
                ISSUER);
    }

    /** Signs a token for a user with this subject, valid for 8 hours. */
    public String token(String subject, Map<String, Object> claims) {
        return sign(claims(subject, Duration.ofHours(8)), claims);
    }

    private String sign(JWTClaimsSet.Builder good, Map<String, Object> changes) {
        changes.forEach(good::claim);
        return sign(good.build());
    }

    /** Signs a token with exactly these claims. */
    public String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(header(), claims);
        try {
            token.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** Signs any header and payload with the key of this minter. */
    public String sign(JWSHeader header, String payload) {
        JWSObject token = new JWSObject(header, new Payload(payload));
        try {
            token.sign(new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** Signs a token with exactly this payload, which need not be valid. */
    public String signed(String payload) {
        return sign(header(), payload);
    }

    private JWSHeader header() {
        return new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
    }

    /** Returns the payload of a valid token as JSON. */
    public static String payload(String subject) {
        return claims(subject, Duration.ofHours(1)).build().toString();
    }

    /** Parses a JSON value for use in a payload. */
    public static JsonValue json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    /** Returns the public key as a JSON Web Key. */
    public JWK publicJwk() {
        return key.toPublicJWK();
    }

    /** Returns the claims of a valid token. */
    public static JWTClaimsSet.Builder claims(String subject, Duration validity) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(AUDIENCE)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)))
                .claim("groups", List.of("user"));
    }

    /** Returns the public key in its encoded form (X.509). */
    public byte[] publicKey() {
        try {
            return ((AsymmetricJWK) key).toPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the id of the key that signed a token. */
    public static String keyId(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns the subject of a token. */
    public static String subject(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
