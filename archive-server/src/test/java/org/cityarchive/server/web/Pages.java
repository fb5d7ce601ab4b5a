package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.wiring.RunningArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The pages of an archive in a real browser: people sign in, open them and look. Where no browser is installed the test is skipped; what the
 * console said that nobody expected is a finding at the end. Registered as a static extension of a class, or opened by one test.
 */
public final class Pages implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final int HEIGHT = 900;
    private static final int TABS_AT_MOST = 400;

    private final Supplier<RunningArchive> started;
    private final boolean endsToo;
    private final List<String> expected;
    private @Nullable RunningArchive archive;
    private @Nullable Chromium chromium;

    private Pages(Supplier<RunningArchive> started, boolean endsToo, List<String> expected) {
        this.started = started;
        this.endsToo = endsToo;
        this.expected = expected;
    }

    /** Of an archive that is started when the class begins, and ends with it. */
    public static Pages of(Supplier<RunningArchive> started) {
        return new Pages(started, true, List.of());
    }

    /** Of the example city, which all classes share. */
    public static Pages ofTheSample() {
        return new Pages(RunningArchive::shared, false, List.of());
    }

    /** Of an archive that runs, for one test. */
    public static Pages open(RunningArchive archive, String... expected) {
        var pages = new Pages(() -> archive, false, List.of(expected));
        pages.begin();
        return pages;
    }

    /** The same where something is refused on purpose, which the console tells with such words. */
    public Pages expecting(String... words) {
        return new Pages(started, endsToo, List.of(words));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin();
    }

    private void begin() {
        assumeThat(Chromium.isHere())
                .as("no Chromium is installed here, so the pages are not looked at; Debian: apt-get install chromium").isTrue();
        archive = started.get();
        chromium = Chromium.open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        try {
            if (chromium != null) {
                chromium.close();
                assertThat(chromium.heard()).as("console").allMatch(said -> expected.stream().anyMatch(said::contains));
            }
        } finally {
            if (endsToo && archive != null) {
                archive.close();
            }
        }
    }

    public RunningArchive archive() {
        return Objects.requireNonNull(archive, "the class has begun");
    }

    public Chromium chromium() {
        return Objects.requireNonNull(chromium, "the class has begun");
    }

    /** The address of a page. */
    public String at(String path) {
        return archive().at(path);
    }

    /** A window in which somebody of a role is signed in. */
    public BrowserContext signedIn(Role role, Look look) {
        return signedIn(archive().person(role), role, look);
    }

    /** A window in which a person is signed in. */
    public BrowserContext signedIn(PersonId person, Role role, Look look) {
        return signedIn(window(look), person, role);
    }

    /** The same where no script runs. */
    public BrowserContext signedInWithoutScripts(Role role) {
        return signedIn(chromium().withoutScripts(), archive().person(role), role);
    }

    /** A tab of somebody of a role who is signed in from now on, in which nothing is open yet. */
    public Page signIn(BrowserContext window, Role role) {
        return chromium().tab(signedIn(window, archive().person(role), role));
    }

    /** Signs a person in, in a window that is open. */
    public BrowserContext signedIn(BrowserContext window, PersonId person, Role role) {
        var secret = archive().part(Sessions.class).begin(person, role, "Chrome on Linux");
        window.addCookies(List.of(new Cookie("archive_session", secret).setUrl(at("/"))));
        return window;
    }

    /** A window in which nobody is signed in. */
    public BrowserContext window(Look look) {
        return chromium().window(look.colours, look.width, HEIGHT);
    }

    /** A window of another width than the four. */
    public BrowserContext window(ColorScheme colours, int width) {
        return chromium().window(colours, width, HEIGHT);
    }

    /** A page in a tab of its own. */
    public Page open(BrowserContext window, String path) {
        var page = chromium().tab(window);
        page.navigate(at(path));
        return page;
    }

    /** Goes to a page and looks at it. */
    public void see(Page page, String path, String name) {
        page.navigate(at(path));
        look(page, name);
    }

    /** Looks at a page as it stands in a look's window; on a desk in both colours. */
    public void look(Page page, Look look, String name) {
        look(page, look.named(name));
        if (look == Look.LIGHT) {
            chromium().lookInTheDark(page, Look.DARK.named(name));
        }
    }

    /** As {@link Chromium#look}. */
    public void look(Page page, String name) {
        chromium().look(page, name);
    }

    /** Goes on with Tab until something has the focus. */
    public static void tabTo(Page page, String selector) {
        tabTo(page, selector, "Tab");
    }

    /** The same with another key, as Shift+Tab. */
    public static void tabTo(Page page, String selector, String key) {
        for (int i = 0; i < TABS_AT_MOST; i++) {
            page.keyboard().press(key);
            if ((Boolean) page.locator(selector).first().evaluate("e => e === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + selector + " on " + page.url());
    }
}
