package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

@Tag("chromium")
@BlackBox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Pictures on the profile page, in Chromium")
class ProfilePictureIT {

    private static final int RED = Photos.CORNERS.get(0);
    private static final int GREEN = Photos.CORNERS.get(1);
    private static final int BLUE = Photos.CORNERS.get(2);
    private static final int SLOW_BYTES_PER_SECOND = 8_000;
    private static final Duration AT_ONCE = Duration.ZERO;

    private final Portrait portrait;
    private Browser browser;
    private ProfilePage page;
    private Person ann;

    @TempDir
    private Path folder;

    ProfilePictureIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @BeforeAll
    void start() {
        browser = Browser.start();
        page = new ProfilePage(browser, portrait);
    }

    @BeforeEach
    void signIn() {
        ann = portrait.person();
        page.signIn(ann);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    @DisplayName("A large photo with an EXIF rotation is shown upright, uploaded small and stored upright")
    void uploads_a_rotated_photo_upright() throws IOException {
        page.recordBodies();
        chooseAndAwaitFrame("avatar", Photos.turnedJpeg(4000, 3000, 6));
        assertThat(isNear(colourOnCanvas(40, 40), BLUE)).isTrue();
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("picture");
        page.saveSuccessfully();

        BufferedImage avatar = picture("avatar");
        assertThat(List.of(avatar.getWidth(), avatar.getHeight())).containsExactly(512, 512);
        assertThat(isNear(avatar.getRGB(40, 40), BLUE)).isTrue();
        assertThat(isNear(avatar.getRGB(470, 40), RED)).isTrue();
        assertThat((Long) browser.run("return window.bodies[0].find(([name]) => name === 'avatar')[1].size"))
                .isLessThan(400_000);
        assertThat(page.find(".face img").getDomProperty("src"))
                .isEqualTo(ann.profile().getString("avatar"));
    }

    @Test
    @DisplayName("A cover is four times as wide as high and is saved together with the texts")
    void saves_a_cover_with_the_texts() throws IOException {
        chooseAndAwaitFrame("cover", Photos.jpeg(2400, 1600));
        page.type("bio", "with a cover");
        page.saveSuccessfully();

        BufferedImage cover = picture("cover");
        assertThat(List.of(cover.getWidth(), cover.getHeight())).containsExactly(1920, 480);
        assertThat(ann.profile().getString("bio")).isEqualTo("with a cover");
    }

    @Test
    @DisplayName("Dragging with the mouse moves the picture, the wheel zooms")
    void moves_and_zooms_with_the_mouse() throws IOException {
        chooseAndAwaitFrame("avatar", Photos.jpeg(1600, 800));
        WebElement frame = page.find("canvas.avatar-frame");
        new Actions(browser.driver())
                .moveToElement(frame)
                .clickAndHold()
                .moveByOffset(frame.getSize().width / 2 + 5, 0)
                .release()
                .perform();
        assertThat(slider("across")).isZero();
        page.saveSuccessfully();

        BufferedImage avatar = picture("avatar");
        assertThat(isNear(avatar.getRGB(20, 20), RED)).isTrue();
        assertThat(isNear(avatar.getRGB(490, 20), GREEN)).isFalse();

        chooseAndAwaitFrame("avatar", Photos.jpeg(1600, 800));
        browser.run(ProfilePage.SHADOW + ".querySelector('canvas.avatar-frame')"
                + ".dispatchEvent(new WheelEvent('wheel', { deltaY: -100, cancelable: true }))");
        assertThat(slider("zoom")).isEqualTo(110);
    }

    @Test
    @DisplayName("Pinching zooms the picture")
    void touch() throws IOException {
        chooseAndAwaitFrame("avatar", Photos.jpeg(800, 800));
        WebElement frame = page.find("canvas.avatar-frame");

        browser.driver().perform(List.of(finger("one", frame, -20, -60), finger("other", frame, 20, 60)));

        assertThat(slider("zoom")).isBetween(250, 350);
    }

    @Test
    @DisplayName("The keyboard moves the picture")
    void moves_with_the_keyboard() throws IOException {
        chooseAndAwaitFrame("avatar", Photos.jpeg(1600, 800));
        page.tabTo("across-avatar");
        page.press(Keys.END);
        page.tabTo("save");
        page.press(Keys.ENTER);
        page.awaitText(".good");

        assertThat(isNear(picture("avatar").getRGB(490, 20), GREEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DragEvent('drop', { dataTransfer: files", "ClipboardEvent('paste', { clipboardData: files"})
    @DisplayName("A picture can be dropped or pasted")
    void accepts_dropped_and_pasted_pictures(String event) {
        browser.run("const bytes = Uint8Array.from(atob('"
                + Base64.getEncoder().encodeToString(Photos.jpeg(60, 40))
                + "'), (c) => c.charCodeAt(0)); const files = new DataTransfer();"
                + "files.items.add(new File([bytes], 'x.jpg', { type: 'image/jpeg' }));"
                + ProfilePage.SHADOW + ".getElementById('avatar')"
                + ".dispatchEvent(new " + event + ", bubbles: true, cancelable: true }))");
        page.awaitVisible("canvas.avatar-frame");
        page.saveSuccessfully();

        assertThat(page.find(".face img").getDomProperty("src"))
                .isEqualTo(ann.profile().getString("avatar"));
    }

    @Test
    @DisplayName("An upload shows its progress and can be cancelled: nothing is saved and the chosen picture is kept")
    void cancels_an_upload() throws IOException {
        chooseAndAwaitFrame("avatar", Photos.jpeg(800, 800));
        slowUploads();
        try {
            page.save();
            WebElement bar = page.awaitVisible("progress");
            browser.until(() ->
                    Optional.of(Double.parseDouble(bar.getDomProperty("value"))).filter(part -> part > 0 && part < 1));
            assertThat(browser.accessibilityViolations()).isEmpty();
            browser.saveScreenshot("uploading");
            page.find("#upload button").click();

            assertThat(browser.text(page.awaitText(".error[role=status]"))).isEqualTo("Cancelled. Nothing was saved.");
            assertThat(page.focusedId()).isEqualTo("save");
        } finally {
            browser.driver().deleteNetworkConditions();
        }
        assertThat(ann.profile().isNull("avatar")).isTrue();
        page.saveSuccessfully();
        assertThat(ann.profile().isNull("avatar")).isFalse();
    }

    @Test
    @DisplayName("A file that is not a picture is refused with a message at its field, and nothing changes")
    void refuses_a_file_that_is_no_picture() throws IOException {
        choose("avatar", "no picture".getBytes(StandardCharsets.US_ASCII));
        page.type("bio", "not to be saved");
        browser.until(() -> page.findAll("[role=status]").stream()
                .filter(state -> browser.text(state).startsWith("This browser cannot show the picture."))
                .findFirst());
        page.save();

        assertThat(browser.text(page.awaitText("#error-avatar")))
                .isEqualTo("JPEG, PNG, GIF and WebP pictures are accepted.");
        assertThat(page.focusedId()).isEqualTo("avatar");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.saveScreenshot("picture-refused");
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("A picture can be removed, and the removal can be undone before saving")
    void removes_a_picture() {
        ann.put(new Multipart().file("avatar", Photos.photo())).user();
        page.signIn(ann);
        page.openPicture("avatar");
        page.find("#remove-avatar").click();
        assertThat(page.focusedId()).isEqualTo("discard-avatar");
        page.press(Keys.ENTER);
        page.save();
        assertThat(browser.text(page.awaitText("#outcome"))).isEqualTo("Nothing has changed.");

        page.find("#remove-avatar").click();
        assertThat(browser.accessibilityViolations()).isEmpty();
        page.saveSuccessfully();

        assertThat(ann.profile().isNull("avatar")).isTrue();
        assertThat(page.findAll(".face img")).isEmpty();
        assertThat(page.find(".face .initials").isDisplayed()).isTrue();
        assertThat(portrait.get("api/v2/user/avatar/", ann.token()).user().getInt("count"))
                .isZero();
    }

    @Test
    @DisplayName("An animation is uploaded unchanged and stays animated")
    void uploads_an_animation_unchanged() throws IOException {
        chooseAndAwaitFrame("avatar", Photos.animatedGif(90, 60, 3));
        assertThat(page.findAll("input[type=range]")).isEmpty();
        page.saveSuccessfully();

        assertThat(ann.profile().getString("avatar")).endsWith(".gif");
    }

    @Test
    @DisplayName("After a concurrent change, both pictures are shown to choose from")
    void shows_both_pictures_in_a_conflict() throws IOException {
        ann.put(new Multipart().file("avatar", Photos.jpeg(300, 300))).user();
        String theirs = ann.profile().getString("avatar");
        chooseAndAwaitFrame("avatar", Photos.jpeg(600, 400));
        page.save();
        page.awaitVisible("dialog");
        assertThat(page.find("dialog img").getDomProperty("src")).isEqualTo(theirs);
        assertThat(page.find("dialog canvas").isDisplayed()).isTrue();
        assertThat(browser.accessibilityViolations()).isEmpty();
        page.find("dialog button[value=save]").click();
        page.awaitText(".good");

        assertThat(ann.profile().getString("avatar")).isNotEqualTo(theirs);
    }

    private void choose(String field, byte[] file) throws IOException {
        Path chosen = Files.write(folder.resolve("chosen"), file);
        page.find("#" + field).sendKeys(chosen.toString());
    }

    /** Chooses a file and waits until the crop frame is visible. */
    private void chooseAndAwaitFrame(String field, byte[] file) throws IOException {
        choose(field, file);
        page.awaitVisible("canvas." + field + "-frame");
    }

    private void slowUploads() {
        ChromiumNetworkConditions slow = new ChromiumNetworkConditions();
        slow.setLatency(AT_ONCE);
        slow.setDownloadThroughput(1 << 20);
        slow.setUploadThroughput(SLOW_BYTES_PER_SECOND);
        browser.driver().setNetworkConditions(slow);
    }

    private static Sequence finger(String name, WebElement on, int from, int to) {
        PointerInput touch = new PointerInput(PointerInput.Kind.TOUCH, name);
        Origin middle = Origin.fromElement(on);
        return new Sequence(touch, 0)
                .addAction(touch.createPointerMove(AT_ONCE, middle, from, 0))
                .addAction(touch.createPointerDown(MouseButton.LEFT.asArg()))
                .addAction(touch.createPointerMove(Duration.ofMillis(200), middle, to, 0))
                .addAction(touch.createPointerUp(MouseButton.LEFT.asArg()));
    }

    private int slider(String what) {
        return Integer.parseInt(page.find("#" + what + "-avatar").getDomProperty("value"));
    }

    private int colourOnCanvas(int x, int y) {
        Object colour = browser.run("const [red, green, blue] = " + ProfilePage.SHADOW
                + ".querySelector('canvas.avatar-frame').getContext('2d').getImageData(" + x + ", " + y
                + ", 1, 1).data;"
                + "return red * 65536 + green * 256 + blue");
        return ((Long) colour).intValue();
    }

    private BufferedImage picture(String field) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                portrait.get(ann.profile().getString(field)).bytes()));
    }

    private static boolean isNear(int colour, int expected) {
        return Stream.of(16, 8, 0)
                .allMatch(shift -> Math.abs((colour >> shift & 0xff) - (expected >> shift & 0xff)) < 32);
    }
}
