package org.cityarchive.server.search;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.search.FoundOnPage.awaitQuery;
import static org.cityarchive.server.search.FoundOnPage.found;
import static org.cityarchive.server.search.FoundOnPage.number;
import static org.cityarchive.server.search.FoundOnPage.query;

import java.util.List;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The search page in a browser, on the example city. */
class SearchPageTest {
    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DARK")
    void everyStateOfThePageStandsInEveryLook(Look look) {
        try (var window = PAGES.signedIn(Role.CLERK, look)) {
            var page = PAGES.open(window, "/search?q=plow");
            PAGES.look(page, look, "search-plow");
            for (var state : List.of("everything:", "query-error:author:%22R.+Doe", "nothing:plough+snow+is:deleted",
                    "dates:plow+after:2025-10-01", "as-of:plow&asOf=2026-01-20")) {
                page.navigate(PAGES.at("/search?q=" + state.substring(state.indexOf(':') + 1)));
                PAGES.look(page, look, "search-" + state.substring(0, state.indexOf(':')));
            }
            page.navigate(PAGES.at("/search/help"));
            PAGES.look(page, look, "search-help");
        }
    }

    @Test
    void atThreeHundredAndTwentyNothingScrollsSideways() {
        try (var window = PAGES.window(ColorScheme.LIGHT, 320)) {
            var page = PAGES.signIn(window, Role.CLERK);
            page.navigate(PAGES.at("/search?q=plow+after:2025-01-01"));
            PAGES.look(page, "search-320");
            page.click(".ca-filters > summary");
            page.click("text=The same as a table");
            PAGES.look(page, "search-320-open");
        }
    }

    @Test
    void aChipIsTakenOutAndTheResultFollowsWithoutALoad() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=plow+-tow+kind:post");
            page.evaluate("window.here = true");
            page.click(".ca-chip-not");
            awaitQuery(page, "plow kind:post");
            assertThat(page.locator(".ca-chip")).hasCount(2);
            assertThat(page.locator("#found")).isFocused();
            assertThat(page.locator("#said")).hasText(page.locator("#found").textContent());
            assertThat(page.evaluate("window.here")).isEqualTo(true);
            long swapped = found(page);
            page.reload();
            assertThat(found(page)).as("the same address, opened cold").isEqualTo(swapped);
        }
    }

    @Test
    void facetsOfOneKindWidenAndOfAnotherNarrow() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=plow");
            long all = found(page);
            facet(page, "Post").click();
            awaitQuery(page, "plow kind:post");
            long posts = found(page);
            facet(page, "Message").click();
            awaitQuery(page, "plow (kind:post OR kind:message)");
            assertThat(found(page)).isGreaterThan(posts).isLessThan(all);
            assertThat(page.locator(".ca-facet[aria-current]")).hasCount(2);
            long public_ = number(facet(page, "Public").locator(".ca-count"));
            facet(page, "Public").click();
            awaitQuery(page, "plow (kind:post OR kind:message) author-kind:public");
            assertThat(found(page)).as("the number at the facet").isEqualTo(public_);
        }
    }

    private static Locator facet(Page page, String label) {
        return page.locator(".ca-facet", new Page.LocatorOptions().setHas(page.locator("bdi:text-is('" + label + "')"))).first();
    }

    @Test
    void whatIsTickedStaysTickedOnTheNextPage() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=");
            assertThat(page.locator("#selection")).isHidden();
            page.locator(".ca-pick").nth(0).check();
            page.locator(".ca-pick").nth(3).check();
            assertThat(page.locator("#selected")).hasText("2");
            page.click("a[rel=next]");
            assertThat(page.locator(".ca-pager span").first()).containsText("51 to");
            assertThat(page.locator("#selected")).hasText("2");
            page.locator(".ca-pick").nth(1).check();
            assertThat(page.locator("#selected")).hasText("3");
            assertThat(page.locator("#selection input[name=ids]")).hasCount(2);
            page.click("a[rel=prev]");
            assertThat(page.locator(".ca-pick:checked")).hasCount(2);
            PAGES.look(page, "search-selected");
            page.click(".ca-unselect");
            assertThat(page.locator(".ca-pick:checked")).hasCount(0);
        }
    }

    @Test
    void theKeyboardAloneSearchesSelectsPreviewsAndOpens() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search");
            page.keyboard().press("/");
            page.keyboard().type("plow");
            page.keyboard().press("Enter");
            awaitQuery(page, "plow");
            assertThat(page.locator("#found")).isFocused();
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.locator(".ca-pick").nth(1)).isChecked();
            var second = page.locator(".ca-card-link").nth(1).textContent();
            page.keyboard().press("Space");
            assertThat(page.locator(".ca-card").nth(1)).hasAttribute("data-shown", "");
            assertThat(page.locator("#preview .ca-strong").first()).hasText(second);
            page.keyboard().press("Enter");
            page.waitForURL("**/record/**");
            page.keyboard().press("?");
            page.waitForURL("**/search/help");
        }
    }

    @Test
    void singleKeysCanBeSwitchedOff() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search/help");
            page.uncheck("#keys-on");
            page.navigate(PAGES.at("/search?q=plow"));
            assertThat(page.locator(".ca-pager .ca-keys")).isHidden();
            page.keyboard().press("j");
            assertThat(page.locator(".ca-card-link").first()).not().isFocused();
            page.keyboard().press("?");
            assertThat(query(page)).isEqualTo("plow");
        }
    }

    @Test
    void aWordOfTheLanguageIsPutIntoTheBox() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=plow");
            page.click("[data-insert='is:deleted']");
            assertThat(page.locator("#q")).hasValue("plow is:deleted");
            assertThat(page.locator(".ca-query-chips .ca-tint")).hasCount(2);
            page.fill("#q", "plow -tow");
            assertThat(page.locator(".ca-query-chips .ca-tint-not")).hasText("-tow");
        }
    }

    @Test
    void anotherDayStaysOverEveryPageUntilBackToNow() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=plow");
            long now = found(page);
            page.click(".ca-asof summary");
            page.fill("#asOf", "2025-12-15");
            page.click("text=Show that day");
            assertThat(page.locator(".ca-past")).containsText("As the platform stood on Dec 15, 2025".substring(3));
            assertThat(found(page)).isLessThan(now);
            facet(page, "Post").click();
            awaitQuery(page, "plow kind:post");
            assertThat(page.locator(".ca-past")).isVisible();
            page.click(".ca-card-link");
            assertThat(page.locator(".ca-past")).isVisible();
            page.click("nav >> text=Imports");
            assertThat(page.locator(".ca-past")).containsText("This page knows only now");
            page.click("nav >> text=Search");
            assertThat(page.locator(".ca-past")).isVisible();
            page.click("text=Back to now");
            assertThat(page.locator(".ca-past")).hasCount(0);
        }
    }

    @Test
    void nothingFoundSaysWhatWasSearchedAndWhatToTry() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=plow+zyzzyva");
            var nothing = page.locator(".ca-nothing");
            assertThat(nothing).containsText("Searched: ");
            assertThat(nothing).containsText("zyzzyva leaves out the most");
            page.click(".ca-nothing li a");
            awaitQuery(page, "plow");
            assertThat(found(page)).isPositive();
        }
    }
}
