package dev.portrait.security;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Which public keys a text holds: a PEM file, a JSON web key or a set of them (MicroProfile JWT 2.1, section 9.2). */
final class KeyNames {

    private static final int MAX_NAMES = 20;

    private KeyNames() {}

    /**
     * The keys as {@code RSA} or {@code EC}, with their ids where they have any; never empty.
     *
     * @throws GeneralSecurityException if there is no key
     * @throws jakarta.json.JsonException if the text is JSON that is broken
     * @throws IllegalArgumentException if the text is none of the three
     */
    static List<String> in(String text) throws GeneralSecurityException {
        String trimmed = text.strip();
        if (trimmed.startsWith("{")) {
            return ofJson(trimmed);
        }
        if (trimmed.startsWith("-----BEGIN")) {
            return List.of(ofDer(Base64.getMimeDecoder().decode(trimmed.replaceAll("-----[A-Z ]+-----", ""))));
        }
        byte[] decoded = Base64.getUrlDecoder().decode(trimmed);
        return decoded.length > 0 && decoded[0] == '{'
                ? ofJson(new String(decoded, StandardCharsets.UTF_8))
                : List.of(ofDer(decoded));
    }

    private static List<String> ofJson(String json) throws GeneralSecurityException {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            List<String> names = new ArrayList<>();
            if (object.containsKey("keys")) {
                for (JsonValue key : object.getJsonArray("keys")) {
                    names.add(name(key.asJsonObject()));
                }
            } else {
                names.add(name(object));
            }
            if (names.isEmpty()) {
                throw new InvalidKeyException("an empty set");
            }
            return names.subList(0, Math.min(names.size(), MAX_NAMES));
        } catch (ClassCastException e) {
            throw new InvalidKeyException("not a key", e);
        }
    }

    private static String name(JsonObject key) throws InvalidKeyException {
        String type = key.getString("kty", "");
        if (type.isEmpty()) {
            throw new InvalidKeyException("a key without a type");
        }
        String id = key.getString("kid", "");
        return id.isEmpty() ? type : type + " " + id;
    }

    private static String ofDer(byte[] der) throws GeneralSecurityException {
        for (String type : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(type)
                        .generatePublic(new X509EncodedKeySpec(der))
                        .getAlgorithm();
            } catch (GeneralSecurityException notOfThisType) {
                // the next type, if there is one
            }
        }
        throw new InvalidKeyException("neither RSA nor EC");
    }
}
