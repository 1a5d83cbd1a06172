package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.contract.BodyField;
import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.picture.PictureSource;
import dev.portrait.platform.body.ReceivedBody;
import dev.portrait.user.PlainText;
import dev.portrait.user.profile.ProfileForm;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the three kinds of request bodies into a {@link ProfileForm}. Nothing is checked yet. */
final class ProfileBody {

    private static final int MAX_TEXT_BYTES = 2048;
    private static final int MAX_FIELDS = 1000;

    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> notTexts = new HashSet<>();
    private final Map<String, PictureSource> files = new HashMap<>();

    /** Parses urlencoded fields. If a name is repeated, the first value counts (contract §2). */
    static ProfileForm fields(MultivaluedMap<String, String> fields, ReceivedBody received) {
        return fields(fields).base64(received).form();
    }

    /** As the other, for fields without pictures. */
    static ProfileBody fields(MultivaluedMap<String, String> fields) {
        ProfileBody body = new ProfileBody();
        fields.keySet().forEach(field -> body.text(field, fields.getFirst(field)));
        return body;
    }

    /**
     * Parses a JSON object; an empty body counts as an empty object.
     *
     * @throws RequestException {@code parse_error} for anything else, also if a name is repeated (RFC 8259 section 4)
     */
    static ProfileForm json(byte[] bytes, ReceivedBody received) {
        return json(bytes).base64(received).form();
    }

    /** As the other, for an object without pictures. */
    static ProfileBody json(byte[] bytes) {
        ProfileBody body = new ProfileBody();
        if (bytes.length > 0) {
            try (JsonParser json = JSON.createParser(reader(bytes))) {
                body.object(json);
            } catch (RuntimeException e) {
                // Parsson 1.1.7 does not throw a JsonException if the nesting is too deep.
                throw new RequestException(ErrorCode.PARSE_ERROR, e);
            }
        }
        return body;
    }

    private static Reader reader(byte[] utf8) {
        return new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8);
    }

    /**
     * Adds a text.
     *
     * @param text null if the field is absent
     */
    ProfileBody text(ProfileField field, @Nullable String text) {
        return text(field.key(), text);
    }

    /**
     * Adds the avatar as a data URL.
     *
     * @param part null if the field is absent
     */
    ProfileBody avatarBase64(@Nullable EntityPart part) {
        return part == null ? this : base64(part.getContent());
    }

    private ProfileBody base64(ReceivedBody received) {
        try {
            return received.base64().map(this::base64).orElse(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Blank text counts as absent.
    private ProfileBody base64(InputStream text) {
        try {
            BufferedInputStream content = new BufferedInputStream(text);
            content.mark(MAX_TEXT_BYTES);
            String start = new String(content.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
            content.reset();
            if (!PlainText.strip(start).isEmpty() || start.length() == MAX_TEXT_BYTES) {
                files.put(BodyField.AVATAR_BASE64, () -> content);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a text.
     *
     * @param text null if the field is absent
     */
    ProfileBody text(String field, @Nullable String text) {
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
        require(!json.hasNext()); // reports text after the object
    }

    private void value(String field, JsonParser json) {
        switch (json.next()) {
            case VALUE_STRING -> texts.put(field, json.getString());
            case VALUE_NULL -> texts.put(field, "");
            case START_OBJECT, START_ARRAY -> {
                skip(json);
                notTexts.add(field);
            }
            default -> notTexts.add(field);
        }
    }

    // JsonParser.skipObject() does not check what it skips (Parsson 1.1.7).
    private static void skip(JsonParser json) {
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

    /**
     * Adds a picture. The empty part that browsers send for a file field without a file counts as absent.
     *
     * @param part null if the field is absent
     */
    ProfileBody part(ProfileField field, @Nullable EntityPart part) {
        return part == null ? this : part(field.key(), part, MAX_TEXT_BYTES);
    }

    /** Adds a part that is a text, and as long as the part may be (contract §2). */
    ProfileBody text(EntityPart part) {
        return part(part.getName(), part, Integer.MAX_VALUE);
    }

    private ProfileBody part(String field, EntityPart part, int maxTextBytes) {
        try {
            BufferedInputStream content = new BufferedInputStream(part.getContent());
            if (isText(part)) {
                texts.put(field, new String(content.readNBytes(maxTextBytes), StandardCharsets.UTF_8));
            } else if (!part.getFileName().equals(Optional.of("")) || !isEmpty(content)) {
                files.put(field, () -> content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static boolean isText(EntityPart part) {
        return part.getFileName().isEmpty()
                && (part.getMediaType() == null || part.getMediaType().isCompatible(MediaType.TEXT_PLAIN_TYPE));
    }

    private static boolean isEmpty(BufferedInputStream content) throws IOException {
        content.mark(1);
        int first = content.read();
        content.reset();
        return first < 0;
    }

    ProfileForm form() {
        return new ProfileForm(texts, notTexts, files);
    }
}
