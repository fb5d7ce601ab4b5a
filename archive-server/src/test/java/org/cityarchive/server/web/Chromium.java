package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.jspecify.annotations.Nullable;

/**
 * A real browser that looks at pages: it hears the console, asks axe, and takes pictures. All tests of this JVM share one; each opens windows
 * of its own in it, which know nothing of others.
 */
public final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();
    /** How long a page may take, in milliseconds: no test fails because other tests run beside it. */
    private static final double PATIENCE = 120_000;
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice");
    // AxeBuilder.analyze loads axe three times, into a tab of its own as well, and hands over what was passed, too: 4 times as slow
    private static final String AXE = "() => {" + AxeBuilder.getAxeScript() + "}";
    private static final String VIOLATIONS = """
            tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, rules: {'color-contrast': {enabled: false}},
                    resultTypes: ['violations'], preload: false})
                .then(all => all.violations.map(v => `${v.id} (${v.help}): ${v.nodes.slice(0, 3).map(n => n.html)}`))""";
    /** The one rule besides contrast that asks for a colour. */
    private static final String LINKS = """
            () => axe.run(document, {runOnly: {type: 'rule', values: ['link-in-text-block']}, resultTypes: ['violations'], preload: false})
                .then(all => all.violations.map(v => `${v.id} (${v.help}): ${v.nodes.slice(0, 3).map(n => n.html)}`))""";
    // contrast is four fifths of axe's time: of words that are drawn alike on a ground drawn alike it measures three, not three hundred
    private static final String CONTRASTS = """
            () => {
                const drawings = new Map(), drawn = new Map(), chosen = [];
                const drawing = e => {
                    if (!e) { return 0; }
                    if (!drawn.has(e)) {
                        const c = getComputedStyle(e);
                        const as = [drawing(e.parentElement), e.tagName, e.className, c.color, c.backgroundColor, c.backgroundImage,
                            c.opacity, c.filter, c.fontSize, c.fontWeight, c.position, c.textShadow].join('|');
                        if (!drawings.has(as)) { drawings.set(as, {number: drawings.size + 1, taken: 0}); }
                        drawn.set(e, drawings.get(as));
                    }
                    return drawn.get(e).number;
                };
                for (const e of document.body.querySelectorAll('*')) {
                    const speaks = e.matches('input, select, textarea')
                        || [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim() !== '');
                    if (speaks && e.checkVisibility() && drawing(e) && ++drawn.get(e).taken <= 3) { chosen.push(e); }
                }
                return chosen.length === 0 ? [] : axe.run({include: chosen},
                        {runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations'], preload: false})
                    .then(all => all.violations.flatMap(v => v.nodes.slice(0, 3).map(n => `${v.id}: ${n.html} ${n.failureSummary}`)));
            }""";

    private static @Nullable Browser running;

    private final Browser browser;
    private final List<BrowserContext> windows = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    private Chromium(Browser browser) {
        this.browser = browser;
    }

    /** Whether this machine has one. */
    public static boolean isHere() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    /** It ends with the JVM; a window that a test leaves open ends with {@link #close()}. */
    public static synchronized Chromium open() {
        if (running == null || !running.isConnected()) {
            running = launch();
        }
        return new Chromium(running);
    }

    private static Browser launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        var executable = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(List.of("--no-sandbox", "--disable-gpu",
                        "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync")));
    }

    /** A window of its own: nobody is signed in. */
    public BrowserContext window(ColorScheme colours, int width, int height) {
        return opened(new Browser.NewContextOptions().setColorScheme(colours).setViewportSize(width, height));
    }

    /** A window in which no script runs. */
    public BrowserContext withoutScripts() {
        return opened(new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(1440, 900));
    }

    private BrowserContext opened(Browser.NewContextOptions options) {
        var window = browser.newContext(options);
        window.setDefaultTimeout(PATIENCE);
        windows.add(window);
        return window;
    }

    /** A tab whose console is heard. */
    public Page tab(BrowserContext window) {
        var page = window.newPage();
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type()) || "warning".equals(message.type())) {
                heard.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> heard.add(page.url() + ": " + error));
        return page;
    }

    /** The page as it stands: no violation of WCAG 2.1 AA, nothing scrolls sideways, and a picture of it. */
    public void look(Page page, String name) {
        picture(page, name);
        page.evaluate(AXE);
        var violations = new ArrayList<Object>((List<?>) page.evaluate(VIOLATIONS, TAGS));
        violations.addAll((List<?>) page.evaluate(CONTRASTS));
        assertClean(page, name, violations);
    }

    /** A page that was just looked at in the light, in the dark: nothing but its colours is another, so only they are asked about. */
    public void lookInTheDark(Page page, String name) {
        dark(page, ColorScheme.DARK);
        picture(page, name);
        var violations = new ArrayList<Object>((List<?>) page.evaluate(LINKS));
        violations.addAll((List<?>) page.evaluate(CONTRASTS));
        assertClean(page, name, violations);
        dark(page, ColorScheme.LIGHT);
    }

    /** Without the moment in which one colour becomes another. */
    private static void dark(Page page, ColorScheme colours) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE));
        page.waitForSelector("html[data-bs-theme=" + colours.name().toLowerCase(Locale.ROOT) + "]");
    }

    private static void assertClean(Page page, String name, List<Object> violations) {
        write(name, page, violations.size());
        assertThat(violations).as("accessibility of %s", name).isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s scrolls sideways by", name).isZero();
    }

    /** The whole page, as Chromium draws and packs it fastest: a third of the time that Playwright's own picture takes. */
    private static void picture(Page page, String name) {
        var session = page.context().newCDPSession(page);
        var asked = new JsonObject();
        var size = session.send("Page.getLayoutMetrics").getAsJsonObject("cssContentSize");
        size.addProperty("scale", 1);
        asked.add("clip", size);
        asked.addProperty("format", "png");
        asked.addProperty("captureBeyondViewport", true);
        asked.addProperty("optimizeForSpeed", true);
        var drawn = drawn(session, asked, 3);
        session.detach();
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(drawn));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** While a page has just been exchanged Chromium may say that it cannot: asked again, it can. */
    private static String drawn(CDPSession session, JsonObject asked, int tries) {
        try {
            return session.send("Page.captureScreenshot", asked).get("data").getAsString();
        } catch (PlaywrightException e) {
            if (tries == 1) {
                throw e;
            }
            return drawn(session, asked, tries - 1);
        }
    }

    /** A line of the table of all looks: picture, colours, width, violations, address. */
    private static void write(String name, Page page, int violations) {
        var colours = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'");
        var path = page.url().replaceFirst("^[a-z]+://[^/]*", "").replaceFirst("[?].*", "");
        try {
            Files.writeString(PICTURES.resolve("axe.tsv"), String.join("\t", name, colours.toString(),
                    Integer.toString(page.viewportSize().width), Integer.toString(violations), path) + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the consoles said that they should not. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        windows.forEach(BrowserContext::close);
    }
}
