package dev.portrait.security;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.TokenSettings;
import jakarta.json.JsonException;
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
 * The likely reason why a token was refused, for the administrator: the servers log it at levels that are off by default. It is derived
 * from a token that nobody has verified, so it grants nothing, and it contains no text of the token.
 */
public enum TokenRefusal {
    SCHEME("the scheme before it is not spelled \"Bearer\""),
    MALFORMED("it is not a signed JSON Web Token"),
    ALGORITHM("the algorithm in its header is neither RS256 nor ES256"),
    ISSUER("its claim iss differs from mp.jwt.verify.issuer"),
    AUDIENCE("its claim aud contains none of mp.jwt.verify.audiences"),
    EXPIRED("it has expired, or has no claim exp"),
    NOT_YET("its claim nbf is in the future"),
    PURPOSE("its claim typ shows that it is not an access token"),
    TYPE("its header typ is missing or not JWT, which not every server accepts"),
    ID("it has no claim jti, which not every server accepts"),
    ISSUE_TIME("it has no claim iat, which not every server accepts"),
    SIGNATURE("its claims are valid; its key may be unknown or its signature wrong");

    private static final String SCHEME_NAME = "Bearer ";
    private static final int MAX_LENGTH = 16_384;
    private static final int MAX_DEPTH = 100;
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
    // The types that Keycloak gives to tokens that are not for an API.
    private static final Set<String> OTHER_PURPOSES = Set.of("id", "refresh", "offline", "logout");

    private final String explanation;

    TokenRefusal(String explanation) {
        this.explanation = explanation;
    }

    /** Returns the reason as text that continues "A token was refused: ". */
    public String explanation() {
        return explanation;
    }

    /** Returns the reason in one or two words, for the caller. */
    public String description() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether the claim {@code typ} marks a token that is not an access token. */
    static boolean isForAnotherPurpose(String typ) {
        return OTHER_PURPOSES.contains(typ.toLowerCase(Locale.ROOT));
    }

    /**
     * Finds the first reason that applies.
     *
     * @param authorization the value of the header {@code Authorization}
     */
    public static TokenRefusal diagnose(String authorization, TokenSettings settings, Instant now) {
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
            return diagnose(header, claims, settings, now);
        } catch (JsonException | IllegalArgumentException | NoSuchElementException e) {
            return MALFORMED;
        }
    }

    private static TokenRefusal diagnose(
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

    /** Returns the texts and numbers of an object and of its arrays, by member name. Skips objects within it. */
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
