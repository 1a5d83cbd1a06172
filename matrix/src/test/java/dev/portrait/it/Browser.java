package dev.portrait.it;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.NoSuchShadowRootException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium. Tests that need it fail if it is not installed. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts Chromium with additional command-line options. */
    static Browser start(String... additional) {
        return start(PageLoadStrategy.NORMAL, additional);
    }

    /** Starts a browser that can be used while a page is still loading. */
    static Browser startWithoutLoadWait() {
        return start(PageLoadStrategy.NONE);
    }

    private static Browser start(PageLoadStrategy strategy, String... additional) {
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(executable("chromium", "chromium-browser", "google-chrome"));
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1000,1400", "--lang=en-US");
        options.addArguments(additional);
        options.setCapability(ChromeOptions.LOGGING_PREFS, console);
        options.setPageLoadStrategy(strategy);
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(executable("chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    private static File executable(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser tests need " + names[0] + ": install the packages chromium and chromium-driver."));
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(URI page) {
        driver.get(page.toString());
    }

    /** Returns the first match of {@link #findAll}. */
    WebElement find(String selector) {
        return findAll(selector).stream().findFirst().orElseThrow(() -> new NoSuchElementException(selector));
    }

    /** Returns all matches. What follows {@code >>>} is searched in the shadow roots of the elements before it. */
    List<WebElement> findAll(String selector) {
        String[] steps = selector.split(" >>> ", 2);
        List<WebElement> found = driver.findElements(By.cssSelector(steps[0]));
        return steps.length == 1
                ? found
                : found.stream()
                        .flatMap(host -> findInShadowRoot(host, By.cssSelector(steps[1])).stream())
                        .toList();
    }

    private static List<WebElement> findInShadowRoot(WebElement host, By selector) {
        try {
            return host.getShadowRoot().findElements(selector);
        } catch (NoSuchShadowRootException notDefinedYet) {
            return List.of();
        }
    }

    /** Waits until a matching element is visible. */
    WebElement awaitVisible(String selector) {
        return until(
                () -> findAll(selector).stream().filter(WebElement::isDisplayed).findFirst());
    }

    /** Waits until the condition returns a value. */
    <T> T until(Supplier<Optional<T>> condition) {
        return new WebDriverWait(driver, PATIENCE, PAUSE)
                .ignoring(StaleElementReferenceException.class) // the page was replaced in the meantime
                .withMessage(() -> "condition not met; console warnings: " + consoleWarnings())
                .until(ignored -> condition.get().orElse(null));
    }

    /** Returns the text content with all white space. */
    String text(WebElement element) {
        return element.getDomProperty("textContent");
    }

    /** Runs a script in the page and returns its result. */
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Sends a command of the Chrome DevTools protocol, for example to emulate another device. */
    void sendDevToolsCommand(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    /** Inserts text where the cursor is, as a person pastes a token. Single keys would take two milliseconds each. */
    void paste(WebElement field, String text) {
        field.click();
        sendDevToolsCommand("Input.insertText", Map.of("text", text));
    }

    /** Saves a screenshot as {@code target/screenshots/STATE.png}. */
    void saveScreenshot(String state) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(state + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the violations that axe-core finds: WCAG 2.2 levels A and AA, and its best practices. */
    @SuppressWarnings("deprecation") // the legacy mode is deprecated because it skips frames
    List<String> accessibilityViolations() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder()
                        .withOptions(options)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        // The other mode also checks frames of other origins, but opens a second window for each call.
                        .setLegacyMode(findAll("iframe").isEmpty())
                        .analyze(driver)
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + ": " + rule.getNodes())
                        .toList();
    }

    /** Returns the warnings and errors that appeared in the console since the last call. */
    List<String> consoleWarnings() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
