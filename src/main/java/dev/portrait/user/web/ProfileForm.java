package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.picture.PictureSource;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it came, whatever the media type: nothing is checked yet.
 *
 * @param texts the fields that are present as text; what JSON has as null is the empty text
 * @param notTexts the fields that are present as something else (a JSON number, an array)
 * @param files the fields that are present as a picture file
 */
record ProfileForm(Map<String, String> texts, Set<String> notTexts, Map<String, PictureSource> files) {

    // The methods of jakarta.json.Json look for it each time, in every jar that the server has.
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final Set<String> PICTURES = Set.of("avatar", "cover");
    private static final Set<String> TEXTS = Set.of(
            "username",
            "real_name",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "website",
            "avatar_base64",
            AvatarId.FIELD,
            OldCallerResource.METHOD);

    /** The text of a field, or empty if the field is absent or no text. */
    Optional<String> text(String field) {
        return Optional.ofNullable(texts.get(field));
    }

    /** The parts of a multipart body. The first value of a name counts, but a chosen file wins over an empty text. */
    static ProfileForm ofParts(List<EntityPart> parts) {
        Builder builder = new Builder();
        parts.forEach(builder::part);
        return builder.build();
    }

    /** Of a name given twice, the first counts. */
    static ProfileForm ofFields(MultivaluedMap<String, String> fields) {
        Builder builder = new Builder();
        fields.keySet().forEach(field -> builder.text(field, fields.getFirst(field)));
        return builder.build();
    }

    /**
     * A JSON object; an empty body counts as an empty object.
     *
     * @throws RequestException {@code parse_error} for anything else, a name given twice included (RFC 8259 section 4)
     */
    static ProfileForm ofJson(byte[] body) {
        Builder builder = new Builder();
        if (body.length > 0) {
            try (JsonParser json = JSON.createParser(text(body))) {
                builder.object(json);
            } catch (RuntimeException e) {
                // Parsson has no JsonException for too deep a nesting.
                throw new RequestException(ErrorCode.PARSE_ERROR, e);
            }
        }
        return builder.build();
    }

    // Not as a String, which would be one more copy of a body that may have a picture in it.
    private static Reader text(byte[] utf8) {
        return new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8);
    }

    /** Takes up the fields that are present. */
    static final class Builder {

        private static final int MAX_LINK_BYTES = 2048;
        private static final int MAX_FIELDS = 1000;

        private final Map<String, String> texts = new HashMap<>();
        private final Set<String> notTexts = new HashSet<>();
        private final Map<String, PictureSource> files = new HashMap<>();

        Builder text(String field, @Nullable String text) {
            if (text != null) {
                texts.put(field, text);
            }
            return this;
        }

        private void object(JsonParser json) {
            require(json.next() == Event.START_OBJECT);
            Set<String> seen = new HashSet<>();
            while (json.next() == Event.KEY_NAME) {
                String field = json.getString();
                require(seen.add(field) && seen.size() <= MAX_FIELDS);
                value(field, json);
            }
            require(!json.hasNext()); // a parser that goes on tells what stands behind the object
        }

        private void value(String field, JsonParser json) {
            switch (json.next()) {
                case VALUE_STRING -> texts.put(field, json.getString());
                case VALUE_NULL -> texts.put(field, "");
                case START_OBJECT, START_ARRAY -> {
                    passOver(json);
                    notTexts.add(field);
                }
                default -> notTexts.add(field);
            }
        }

        // Not by skipObject(), which takes what it skips for well-formed.
        private static void passOver(JsonParser json) {
            for (int depth = 1; depth > 0; ) {
                Event event = json.next();
                if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
                    depth++;
                } else if (event == Event.END_OBJECT || event == Event.END_ARRAY) {
                    depth--;
                }
            }
        }

        private static void require(boolean wellFormed) {
            if (!wellFormed) {
                throw new RequestException(ErrorCode.PARSE_ERROR);
            }
        }

        private void part(EntityPart part) {
            String field = part.getName();
            try {
                if (PICTURES.contains(field)) {
                    picture(field, part);
                } else if (TEXTS.contains(field) && !texts.containsKey(field)) {
                    texts.put(field, text(part, part.getContent().readAllBytes()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        // A part with an empty file name and no content is a file field in which no file was chosen.
        private void picture(String field, EntityPart part) throws IOException {
            if (files.containsKey(field) || !texts.getOrDefault(field, "").isBlank()) {
                return;
            }
            BufferedInputStream content = new BufferedInputStream(part.getContent());
            if (isText(part)) {
                texts.putIfAbsent(field, text(part, content.readNBytes(MAX_LINK_BYTES)));
            } else if (!part.getFileName().equals(Optional.of("")) || !isEmpty(content)) {
                files.put(field, () -> content);
                texts.remove(field);
            }
        }

        private static String text(EntityPart part, byte[] content) {
            String charset = part.getMediaType().getParameters().get(MediaType.CHARSET_PARAMETER);
            return new String(content, charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
        }

        private static boolean isText(EntityPart part) {
            return part.getFileName().isEmpty() && part.getMediaType().isCompatible(MediaType.TEXT_PLAIN_TYPE);
        }

        private static boolean isEmpty(BufferedInputStream content) throws IOException {
            content.mark(1);
            int first = content.read();
            content.reset();
            return first < 0;
        }

        ProfileForm build() {
            return new ProfileForm(Map.copyOf(texts), Set.copyOf(notTexts), Map.copyOf(files));
        }
    }
}
