package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

/** A real browser that looks at pages: it hears the console, asks axe, and takes pictures. */
public final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice");
    // AxeBuilder.analyze loads axe three times, into a tab of its own as well, and hands over what was passed, too: 4 times as slow
    private static final String AXE = "() => {" + AxeBuilder.getAxeScript() + "}";
    private static final String VIOLATIONS = """
            tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
                .then(all => all.violations.map(v => `${v.id} (${v.help}): ${v.nodes.slice(0, 3).map(n => n.html)}`))""";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> heard = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Whether this machine has one. */
    public static boolean isHere() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    public static Chromium open() {
        var executable = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        var playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright.chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(List.of("--no-sandbox", "--disable-gpu",
                        "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    /** A window of its own: nobody is signed in. */
    public BrowserContext window(ColorScheme colours, int width, int height) {
        return browser.newContext(new Browser.NewContextOptions().setColorScheme(colours).setViewportSize(width, height));
    }

    /** A window in which no script runs. */
    public BrowserContext withoutScripts() {
        return browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(1440, 900));
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
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
        page.evaluate(AXE);
        var violations = (List<?>) page.evaluate(VIOLATIONS, TAGS);
        write(name, page, violations.size());
        assertThat(violations).as("accessibility of %s", name).isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s scrolls sideways by", name).isZero();
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
        browser.close();
        playwright.close();
    }
}
