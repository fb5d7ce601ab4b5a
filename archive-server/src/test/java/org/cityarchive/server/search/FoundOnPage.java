package org.cityarchive.server.search;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What a clerk reads off the search page. */
final class FoundOnPage {
    private FoundOnPage() {}

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
}
