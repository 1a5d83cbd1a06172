package dev.portrait.it;

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

/** A real Chromium without a window. Where there is none, tests that need it fail. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it with more options, as Chromium has them on its command line. */
    static Browser start(String... more) {
        return start(PageLoadStrategy.NORMAL, more);
    }

    /** Starts one that can be used while a page still loads. */
    static Browser startImpatient() {
        return start(PageLoadStrategy.NONE);
    }

    private static Browser start(PageLoadStrategy strategy, String... more) {
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium-browser", "google-chrome"));
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1000,1400", "--lang=en-US");
        options.addArguments(more);
        options.setCapability(ChromeOptions.LOGGING_PREFS, console);
        options.setPageLoadStrategy(strategy);
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program("chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    private static File program(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The tests of pages need " + names[0]
                        + ": install the packages chromium and chromium-driver."));
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(URI page) {
        driver.get(page.toString());
    }

    /** The one that {@link #findAll} finds first. */
    WebElement find(String selector) {
        return findAll(selector).stream().findFirst().orElseThrow(() -> new NoSuchElementException(selector));
    }

    /** Those that the selector names; behind {@code >>>} inside the shadow of what is before. */
    List<WebElement> findAll(String selector) {
        String[] steps = selector.split(" >>> ", 2);
        List<WebElement> found = driver.findElements(By.cssSelector(steps[0]));
        return steps.length == 1
                ? found
                : found.stream()
                        .flatMap(host -> inside(host, By.cssSelector(steps[1])).stream())
                        .toList();
    }

    private static List<WebElement> inside(WebElement host, By selector) {
        try {
            return host.getShadowRoot().findElements(selector);
        } catch (NoSuchShadowRootException scriptNotYetThere) {
            return List.of();
        }
    }

    /** Waits until the element can be seen. */
    WebElement visible(String selector) {
        return until(
                () -> findAll(selector).stream().filter(WebElement::isDisplayed).findFirst());
    }

    /** Waits until there is something. */
    <T> T until(Supplier<Optional<T>> condition) {
        return new WebDriverWait(driver, PATIENCE, PAUSE)
                .ignoring(StaleElementReferenceException.class) // a page that has just gone
                .withMessage(() -> "what never came; the browser complains of " + complaints())
                .until(ignored -> condition.get().orElse(null));
    }

    /** The text as the page has it, with all its white space. */
    String text(WebElement element) {
        return element.getDomProperty("textContent");
    }

    /** What a script of the test makes of the page. */
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Makes it that of another device, by the DevTools protocol. */
    void device(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    /** Keeps what can be seen now, as {@code target/screenshots/STATE.png}. */
    void keep(String state) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(state + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What axe-core finds that keeps people out (WCAG 2.2, levels A and AA); nothing is what is wanted. */
    List<String> barriers() {
        return new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze(driver)
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + ": " + rule.getNodes())
                        .toList();
    }

    /** What the browser complained about since it was last asked. */
    List<String> complaints() {
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
