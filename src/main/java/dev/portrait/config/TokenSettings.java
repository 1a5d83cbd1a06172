package dev.portrait.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the server verifies tokens, as far as the administrator wants to know: the keys are MicroProfile JWT's own, and
 * the server reads them for itself.
 *
 * @param key {@code mp.jwt.verify.publickey}: the public key itself
 * @param location {@code mp.jwt.verify.publickey.location}: where the key is; {@code key} wins over it
 * @param algorithm {@code mp.jwt.verify.publickey.algorithm}; RS256 if empty
 * @param issuer {@code mp.jwt.verify.issuer}; empty while nobody is trusted
 * @param audiences {@code mp.jwt.verify.audiences}; empty if not checked
 */
public record TokenSettings(
        Optional<String> key,
        Optional<String> location,
        Optional<String> algorithm,
        Optional<String> issuer,
        Optional<String> audiences) {

    private static final String KEY = "mp.jwt.verify.publickey";
    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final String ALGORITHM = "mp.jwt.verify.publickey.algorithm";
    private static final String ISSUER = "mp.jwt.verify.issuer";
    private static final String AUDIENCES = "mp.jwt.verify.audiences";

    // The default in microprofile-config.properties, where it says why.
    private static final String NO_ISSUER = "portrait:no-issuer-configured";

    TokenSettings(SettingsReader source) {
        this(
                source.text(KEY),
                source.text(LOCATION),
                source.text(ALGORITHM),
                source.text(ISSUER).filter(issuer -> !issuer.equals(NO_ISSUER)),
                source.text(AUDIENCES));
    }

    /** Whether no token can be accepted, for want of a key or an issuer. */
    public boolean refusesEveryToken() {
        return issuer.isEmpty() || (key.isEmpty() && location.isEmpty());
    }

    /** Where the key comes from, in words. */
    public String keySource() {
        return key.map(text -> "the setting " + KEY).or(this::shownLocation).orElse("nowhere");
    }

    // User information and query of an address may be secrets.
    private Optional<String> shownLocation() {
        return location.map(text -> text.replaceFirst("[?#].*", "").replaceFirst("//.*@", "//"));
    }

    /** The keys that are given, with their values; the public key itself is not spelled out. */
    public Map<String, String> effective() {
        Map<String, String> values = new TreeMap<>();
        key.ifPresent(text -> values.put(KEY, "(a key)"));
        shownLocation().ifPresent(text -> values.put(LOCATION, text));
        algorithm.ifPresent(text -> values.put(ALGORITHM, text));
        issuer.ifPresent(text -> values.put(ISSUER, text));
        audiences.ifPresent(text -> values.put(AUDIENCES, text));
        return values;
    }
}
