package org.cityarchive.server.search;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import org.cityarchive.server.web.Chromium;
import org.cityarchive.server.wiring.RunningArchive;

/** The city clerk of the example city, signed in, in a real browser. */
final class ClerkAtSearch implements AutoCloseable {
    final Chromium chromium;
    private final RunningArchive archive;
    private final List<Cookie> session;

    private ClerkAtSearch(RunningArchive archive, Chromium chromium, List<Cookie> session) {
        this.archive = archive;
        this.chromium = chromium;
        this.session = session;
    }

    /** Signs in; the test that asks is skipped where no browser is installed. */
    static ClerkAtSearch signedIn() {
        assumeThat(Chromium.isHere())
                .as("no Chromium is installed here, so the page is not looked at; Debian: apt-get install chromium").isTrue();
        var archive = RunningArchive.shared();
        archive.loadSample();
        var chromium = Chromium.open();
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = chromium.tab(window);
            page.navigate(archive.server().welcomeToSample().stream().filter(line -> line.contains("City Clerk"))
                    .map(line -> line.substring(line.indexOf("http"))).findFirst().orElseThrow());
            page.click("button[type=submit]");
            return new ClerkAtSearch(archive, chromium, window.cookies());
        }
    }

    /** The address of a page. */
    String at(String path) {
        return archive.server().address() + path;
    }

    Page open(BrowserContext window, String path) {
        window.addCookies(session);
        var page = chromium.tab(window);
        page.navigate(at(path));
        return page;
    }

    BrowserContext wide() {
        return chromium.window(ColorScheme.LIGHT, 1440, 900);
    }

    /** The query that the page's address asks. */
    static String query(Page page) {
        return Pattern.compile("[?&]q=([^&]*)").matcher(page.url()).results().findFirst()
                .map(found -> URLDecoder.decode(found.group(1), StandardCharsets.UTF_8)).orElse("");
    }

    static long number(Locator words) {
        var digits = words.first().textContent().replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    static long found(Page page) {
        return number(page.locator("#found"));
    }

    static void awaitQuery(Page page, String query) {
        page.waitForCondition(() -> query(page).equals(query));
        assertThat(page.locator("#q")).hasValue(query);
    }

    @Override
    public void close() {
        assertThat(chromium.heard()).as("console").isEmpty();
        chromium.close();
    }
}
