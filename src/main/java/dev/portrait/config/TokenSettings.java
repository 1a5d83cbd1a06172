package dev.portrait.config;

import java.util.Optional;

/**
 * How the server verifies tokens. The keys are MicroProfile JWT's; the server reads them itself, and Portrait reports them.
 *
 * @param key the public key
 * @param location where the public key is; {@code key} takes precedence
 * @param algorithm RS256 if empty
 * @param issuer empty if none is trusted
 * @param audiences empty if audiences are not checked
 */
public record TokenSettings(
        Optional<String> key,
        Optional<String> location,
        Optional<String> algorithm,
        Optional<String> issuer,
        Optional<String> audiences) {

    private static final String KEY = "mp.jwt.verify.publickey";

    TokenSettings(SettingsReader source) {
        this(
                source.readServers(KEY, key -> "(a key)"),
                source.readServers("mp.jwt.verify.publickey.location", TokenSettings::withoutSecrets),
                source.readServers("mp.jwt.verify.publickey.algorithm", algorithm -> algorithm),
                source.readServers("mp.jwt.verify.issuer", issuer -> issuer),
                source.readServers("mp.jwt.verify.audiences", audiences -> audiences));
    }

    /** Whether no token can be accepted, because the key or the issuer is missing. */
    public boolean refusesEveryToken() {
        return issuer.isEmpty() || (key.isEmpty() && location.isEmpty());
    }

    /** Where the public key comes from, in words. */
    public String keySource() {
        return key.map(text -> "the setting " + KEY)
                .or(() -> location.map(TokenSettings::withoutSecrets))
                .orElse("nowhere");
    }

    // User information and query of an address may be secrets.
    private static String withoutSecrets(String address) {
        return address.replaceFirst("[?#].*", "").replaceFirst("//.*@", "//");
    }
}
