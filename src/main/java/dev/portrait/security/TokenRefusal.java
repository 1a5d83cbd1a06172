package dev.portrait.security;

import dev.portrait.config.TokenSettings;
import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The likely reason for which a token was refused, for an administrator who looks for it. The servers say it at levels that
 * nobody reads. It is read from a token that nobody has verified, so it grants nothing and repeats nothing of the token.
 */
public enum TokenRefusal {
    SCHEME("the scheme before it is not written \"Bearer\""),
    MALFORMED("it is no signed JSON Web Token"),
    ALGORITHM("its header names another algorithm than RS256 or ES256"),
    ISSUER("its claim iss is not the issuer in mp.jwt.verify.issuer"),
    AUDIENCE("its claim aud names none of mp.jwt.verify.audiences"),
    EXPIRED("its claim exp is missing, or its time is over"),
    NOT_YET("its claim nbf is in the future"),
    PURPOSE("its claim typ says that it is no access token"),
    TYPE("its header has no typ, or another one than JWT, which not every server accepts"),
    ID("it has no claim jti, which not every server accepts"),
    ISSUE_TIME("it has no claim iat, which not every server accepts"),
    SIGNATURE("its claims are in order; its key may be unknown, or its signature wrong");

    private static final String SCHEME_NAME = "Bearer ";
    private static final int MAX_LENGTH = 16_384;
    private static final int MAX_DEPTH = 100;
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
    // What Keycloak calls the tokens of a login that are not for an API.
    private static final Set<String> OTHER_PURPOSES = Set.of("id", "refresh", "offline", "logout");
    private static final JsonProvider JSON = JsonProvider.provider();

    private final String explanation;

    TokenRefusal(String explanation) {
        this.explanation = explanation;
    }

    /** What is wrong with the token, in words that continue "A token was refused: ". */
    public String explanation() {
        return explanation;
    }

    /** Whether the claim {@code typ} of a token says that it was made for something else than access. */
    static boolean isForAnotherPurpose(String typ) {
        return OTHER_PURPOSES.contains(typ.toLowerCase(Locale.ROOT));
    }

    /**
     * The first reason that applies.
     *
     * @param authorization the value of the header {@code Authorization}
     */
    public static TokenRefusal of(String authorization, TokenSettings settings, Instant now) {
        if (!authorization.startsWith(SCHEME_NAME)) {
            return SCHEME;
        }
        String[] parts = authorization.substring(SCHEME_NAME.length()).split("\\.", -1);
        if (authorization.length() > MAX_LENGTH || parts.length != 3) {
            return MALFORMED;
        }
        try {
            Map<String, List<String>> header = members(parts[0]);
            Map<String, List<String>> claims = members(parts[1]);
            return of(header, claims, settings, now);
        } catch (JsonException | IllegalArgumentException | NoSuchElementException e) {
            return MALFORMED;
        }
    }

    private static TokenRefusal of(
            Map<String, List<String>> header, Map<String, List<String>> claims, TokenSettings settings, Instant now) {
        if (!ALGORITHMS.containsAll(header.getOrDefault("alg", List.of("")))) {
            return ALGORITHM;
        }
        if (!claims.getOrDefault("iss", List.of())
                .equals(settings.issuer().stream().toList())) {
            return ISSUER;
        }
        Optional<List<String>> audiences = settings.audiences().map(names -> List.of(names.split("\\s*,\\s*")));
        if (audiences.isPresent()
                && claims.getOrDefault("aud", List.of()).stream().noneMatch(audiences.get()::contains)) {
            return AUDIENCE;
        }
        if (time(claims, "exp")
                .filter(end -> end.isAfter(now.minus(CurrentUser.SKEW)))
                .isEmpty()) {
            return EXPIRED;
        }
        if (time(claims, "nbf")
                .filter(begin -> begin.isAfter(now.plus(CurrentUser.SKEW)))
                .isPresent()) {
            return NOT_YET;
        }
        if (claims.getOrDefault("typ", List.of()).stream().anyMatch(TokenRefusal::isForAnotherPurpose)) {
            return PURPOSE;
        }
        if (!header.getOrDefault("typ", List.of()).equals(List.of("JWT"))) {
            return TYPE;
        }
        if (!claims.containsKey("jti")) {
            return ID;
        }
        return claims.containsKey("iat") ? SIGNATURE : ISSUE_TIME;
    }

    private static Optional<Instant> time(Map<String, List<String>> claims, String name) {
        try {
            return claims.getOrDefault(name, List.of()).stream()
                    .findFirst()
                    .map(Long::parseLong)
                    .filter(seconds -> Math.abs(seconds) < Integer.MAX_VALUE * 4L)
                    .map(Instant::ofEpochSecond);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The texts and numbers of an object, and those in its arrays. What is deeper is skipped. */
    private static Map<String, List<String>> members(String encoded) {
        String json = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        Map<String, List<String>> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(new StringReader(json))) {
            int depth = 0;
            String name = "";
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> {
                        if (++depth > MAX_DEPTH) {
                            throw new IllegalArgumentException("too deep");
                        }
                    }
                    case END_OBJECT, END_ARRAY -> depth--;
                    case KEY_NAME -> name = depth == 1 ? parser.getString() : "";
                    case VALUE_STRING, VALUE_NUMBER ->
                        members.computeIfAbsent(name, key -> new ArrayList<>()).add(parser.getString());
                    default -> {}
                }
            }
        }
        return members;
    }
}
