package dev.portrait.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaStore;
import dev.portrait.picture.Photos;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.telemetry.Metrics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilePicturesTest {

    private static final byte[] PNG = Photos.png(Photos.halfTransparent(20, 20));
    private static final String BASE64 = Base64.getEncoder().encodeToString(PNG);
    private static final String DATA_URL = "data:image/png;base64," + BASE64;
    private static final Settings DEFAULTS = new Settings(new SettingsReader(key -> Optional.empty()));

    private final ProfilePictures pictures = new ProfilePictures(
            new PictureProcessor(DEFAULTS, new Metrics(List.of())), mock(MediaStore.class), DEFAULTS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/png;base64,",
                "image/png;base64,",
                "DATA:IMAGE/PNG;BASE64,",
                "data:image/x-png;base64,",
                "data:image/jpg;base64,",
                "data:image/vnd.microsoft.icon;base64,",
                "data:image/*;base64,",
                "data:image/png;name=p.png;base64,",
                "data:image/png;charset=utf-8;name=\"a b.png\";base64,",
                "data:image/png; base64,",
                "  data:image/png;base64,",
                "data:image/png;base64,\r\n"
            })
    void accepts_a_data_url_of_any_image_type_with_parameters(String prefix) {
        assertThat(avatar(prefix + BASE64)).isPresent();
    }

    @Test
    void accepts_base64_in_lines_and_without_padding() {
        String lines = Base64.getMimeEncoder().encodeToString(PNG);
        String short64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(PNG);

        assertThat(lines).contains("\r\n");
        assertThat(avatar("data:image/png;base64," + lines)).isPresent();
        assertThat(avatar("data:image/png;base64,\n" + short64 + "\n")).isPresent();
        assertThat(avatar("data:image/png;base64,"
                        + Base64.getEncoder().withoutPadding().encodeToString(PNG)))
                .isPresent();
    }

    @Test
    void decides_by_the_content_of_a_picture() {
        String svg = Base64.getEncoder().encodeToString("<svg/>".getBytes(StandardCharsets.US_ASCII));
        assertThat(error(Map.of("avatar_base64", "data:image/svg+xml;base64," + svg)))
                .isEqualTo(new FieldError("avatar_base64", ErrorCode.UNSUPPORTED_IMAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "iVBORw0KGgo=",
                "base64,iVBORw0KGgo=",
                "data:image/png,iVBORw0KGgo=",
                "data:image/png;base64",
                "data:;base64,iVBORw0KGgo=",
                "data:text/plain;base64,iVBORw0KGgo=",
                "data:application/octet-stream;base64,iVBORw0KGgo=",
                "data:image/;base64,iVBORw0KGgo=",
                "data:image/png;name=a,b;base64,iVBORw0KGgo=",
                "url(data:image/png;base64,iVBORw0KGgo=)"
            })
    void refuses_anything_but_a_data_url_of_an_image(String text) {
        assertRefused(text, Reason.NOT_DATA_URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A", "AAAA!", "AA AA", "AA\tAA", "AA==AA", "AA=", "A===", "-_-_", "AA%3D%3D", "\u0410AAA", "AA)"
            })
    void refuses_invalid_base64(String text) {
        assertRefused("data:image/png;base64," + text, Reason.BAD_BASE64);
    }

    @Test
    void refuses_a_long_text_without_a_comma() {
        assertRefused("data:image/png" + ";x".repeat(1_000_000), Reason.NOT_DATA_URL);
    }

    @Test
    void accepts_base64_beside_an_avatar_that_changes_nothing() {
        ProfileForm form = new ProfileForm(Map.of("avatar", "", "avatar_base64", DATA_URL), Set.of(), Map.of());
        FieldErrors errors = new FieldErrors();
        assertThat(pictures.process(1, form, false, errors)).containsOnlyKeys(PictureKind.AVATAR);
        assertThat(pictures.processAvatar(1, form, errors)).containsOnlyKeys(PictureKind.AVATAR);
        errors.throwIfAny();
    }

    @Test
    void refuses_base64_beside_an_avatar_that_removes_the_current_one() {
        FieldErrors errors = new FieldErrors();
        pictures.process(
                1, new ProfileForm(Map.of("avatar", "", "avatar_base64", DATA_URL), Set.of(), Map.of()), true, errors);
        assertThat(thrown(errors)).isEqualTo(FieldError.invalid("avatar_base64", Reason.BESIDE_REMOVAL));
    }

    @Test
    void refuses_base64_beside_a_file() {
        FieldErrors errors = new FieldErrors();
        pictures.process(
                1,
                new ProfileForm(
                        Map.of("avatar_base64", DATA_URL),
                        Set.of(),
                        Map.of("avatar", () -> new ByteArrayInputStream(PNG))),
                false,
                errors);
        assertThat(thrown(errors)).isEqualTo(FieldError.invalid("avatar_base64", Reason.BESIDE_FILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u00A0"})
    void ignores_empty_base64(String empty) {
        assertThat(avatar(empty)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"x, INVALID, NOT_FILE", "'', BLANK, NONE"})
    void an_upload_needs_a_file(String avatar, ErrorCode code, Reason reason) {
        FieldErrors errors = new FieldErrors();
        pictures.processAvatar(1, new ProfileForm(Map.of("avatar", avatar), Set.of(), Map.of()), errors);
        assertThat(thrown(errors)).isEqualTo(new FieldError("avatar", code, reason, List.of()));
    }

    private Optional<Picture> avatar(String base64) {
        FieldErrors errors = new FieldErrors();
        Map<PictureKind, Picture> processed = pictures.process(
                1, new ProfileForm(Map.of("avatar_base64", base64), Set.of(), Map.of()), false, errors);
        errors.throwIfAny();
        return Optional.ofNullable(processed.get(PictureKind.AVATAR));
    }

    private void assertRefused(String base64, Reason reason) {
        assertThat(error(Map.of("avatar_base64", base64))).isEqualTo(FieldError.invalid("avatar_base64", reason));
    }

    private FieldError error(Map<String, String> texts) {
        FieldErrors errors = new FieldErrors();
        pictures.process(1, new ProfileForm(texts, Set.of(), Map.of()), false, errors);
        return thrown(errors);
    }

    private static FieldError thrown(FieldErrors errors) {
        RequestException refused = catchThrowableOfType(RequestException.class, errors::throwIfAny);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.fieldErrors()).hasSize(1);
        return refused.fieldErrors().get(0);
    }
}
