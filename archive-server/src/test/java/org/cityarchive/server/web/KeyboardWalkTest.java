package org.cityarchive.server.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;

/** A stranger with a keyboard alone: from the line in the terminal to a package of records. */
class KeyboardWalkTest {
    private static final double PATIENCE = 120_000;
    private static final String PASSWORD = "nine plows went by the old mill";
    private static final String LINE = """
            {"platform":"facebook","account":"CityHall","id":"%d","kind":"post","author":{"id":"CityHall","name":"City Hall"},"text":"Snow plow number %d is out.","createdAt":"2026-01-10T12:00:0%dZ","observedAt":"2026-01-10T12:00:30Z","state":"present"}
            """;

    @Test
    void fromSetUpToAPackageByKeysAlone() throws IOException {
        assumeThat(Chromium.isHere())
                .as("no Chromium is installed here, so nobody walks; Debian: apt-get install chromium").isTrue();
        var home = RunningArchive.temporaryHome();
        try (var archive = RunningArchive.on(home);
                var chromium = Chromium.open();
                var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = chromium.tab(window);
            var keys = new Keyboard(page);
            page.navigate(archive.server().welcome().stream().filter(line -> line.contains("/set-up?code=")).map(String::strip)
                    .findFirst().orElseThrow());
            setUp(keys);
            Files.writeString(home.resolve("import").resolve("snow.ndjson"), (LINE + LINE).formatted(1, 1, 1, 2, 2, 2));
            bringIn(keys);
            archive.awaitImport();
            find(page, keys);
            take(page, keys);
            assertThat(chromium.heard()).as("console").isEmpty();
        }
    }

    private static void setUp(Keyboard keys) {
        keys.to("Your name").type("Ruth Haugen").to("City").type("Cottonwood Bend").to("Time zone").type("America/Denver");
        keys.press("Tab").press("Space"); // the first profile
        keys.to("Set up the archive").enter();
        keys.to("Work e-mail").type("ruth@city.example").to("Password").type(PASSWORD);
        keys.to("Keep this password").enter();
        keys.to("Ruth Haugen").press("Enter").to("Sign out").enter();
        keys.to("Work e-mail").type("ruth@city.example").to("Password").type(PASSWORD).enter();
    }

    private static void bringIn(Keyboard keys) {
        keys.to("Imports").enter();
        keys.to("Add accounts").press("Space").to("or a file in the folder").press("ArrowDown");
        keys.to("Import the file").enter();
    }

    private static void find(Page page, Keyboard keys) {
        keys.press("/");
        assertThat(keys.here()).isEqualTo("Search records");
        keys.type("snow plow").enter();
        keys.press("j").enter();
        keys.press("4");
        page.waitForURL("**/history**");
        keys.press("u");
        page.waitForURL("**/search?**");
    }

    private static void take(Page page, Keyboard keys) throws IOException {
        keys.press("e");
        page.waitForURL("**/search/exports/new**");
        keys.to("Export 2 records").enter();
        assertThat(page.locator("main a:has-text('Download')"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE)); // the page looks again by itself
        var taken = page.waitForDownload(() -> keys.to("Download").press("Enter"));
        try (var zip = new ZipFile(taken.path().toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).anyMatch(name -> name.endsWith("records.csv"));
        }
    }
}
