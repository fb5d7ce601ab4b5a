package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.web.PageAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every facet is a link that the query language can read, whatever a platform calls things. */
class FacetLinksTest {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");

    private static List<FacetLinks.Group> groups(String handle, Map<String, List<FacetCount>> counts) {
        var account = new AccountId(new UUID(0, 7));
        var entry = new AccountRegister.Entry(account, "facebook", handle, null, Via.IMPORT, AccountRegister.State.AWAITED,
                AccountRegister.Said.NOTHING, Instant.EPOCH);
        return groups("snow", List.of(entry), counts);
    }

    private static List<FacetLinks.Group> groups(String typed, List<AccountRegister.Entry> accounts,
            Map<String, List<FacetCount>> counts) {
        return new FacetLinks(RecordQuery.parse(typed, DENVER), PageAddress.of("/search"), DENVER, new AccountTerms(accounts),
                counts)
                .groups();
    }

    @Test
    void yearsOfOldAndOfNoCalendarBreakNoPage() {
        var counts = Map.of("year",
                List.of(new FacetCount("2026", 5), new FacetCount("0001", 1), new FacetCount("-001", 1)));
        var years = groups("CityHall", counts).getLast();
        assertThat(years.facets()).extracting(FacetLinks.Facet::label).containsExactly("2026", "0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CityHall", "City Hall", "the \"old\" hall", "a\"b", "“curly” hall", "(hall)", "hall)", "a OR b",
            "-a"})
    void anAccountOfAnyNameIsFound(String handle) {
        var counts = Map.of("account", List.of(new FacetCount(new UUID(0, 7).toString(), 3)));
        var facet = groups(handle, counts).getFirst().facets().getFirst();
        var typed = FacetLinks.folded("", Map.of("account:", handle));
        assertThat(facet.href()).isEqualTo(PageAddress.of("/search").with("q", "snow " + typed).toString());
        assertThat(RecordQuery.parse(typed, DENVER)).isInstanceOf(RecordQuery.OnAccount.class);
    }

    @Test
    void filtersOfAFormBecomeTermsOfTheQuery() {
        assertThat(FacetLinks.folded("snow", Map.of("author:", "Jane \"JD\" Doe"))).isEqualTo("snow author:“Jane \"JD\" Doe”");
        assertThat(FacetLinks.folded("snow", Map.of("-is:deleted", ""))).isEqualTo("snow -is:deleted");
    }
}
