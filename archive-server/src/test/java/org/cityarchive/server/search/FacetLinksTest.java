package org.cityarchive.server.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
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
                new AuthorNames(counts.getOrDefault(AuthorNames.FACET, List.of()).stream().map(FacetCount::value)
                        .filter(name -> !name.isEmpty()).toList(), name -> name.toLowerCase(Locale.ROOT)),
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
    void authorsAreListedByNameAndAllOthersSaid() {
        var counts = Map.of(AuthorNames.FACET,
                List.of(new FacetCount("Dale Kimmet", 6), new FacetCount("R. Doe", 4), new FacetCount("", 31)));
        var authors = authors("snow author:\"dale kimmet\"", counts);
        assertThat(authors.facets()).extracting(FacetLinks.Facet::label, FacetLinks.Facet::count, FacetLinks.Facet::chosen)
                .containsExactly(tuple("Dale Kimmet", 6L, true), tuple("R. Doe", 4L, false));
        assertThat(authors.facets().get(1).href()).isEqualTo(
                asked("snow (author:\"Dale Kimmet\" OR author:\"R. Doe\")"));
        var others = requireNonNull(authors("snow", counts).others());
        assertThat(others.count()).isEqualTo(31);
        assertThat(others.href()).isEqualTo(asked("snow -author:\"Dale Kimmet\" -author:\"R. Doe\""));
        assertThat(authors("snow", Map.of(AuthorNames.FACET, List.of(new FacetCount("R. Doe", 4)))).others()).isNull();
    }

    private static FacetLinks.Group authors(String typed, Map<String, List<FacetCount>> counts) {
        return groups(typed, List.of(), counts).stream().filter(group -> group.name().equals("Author")).findFirst().orElseThrow();
    }

    private static String asked(String query) {
        return PageAddress.of("/search").with("q", query).toString();
    }

    @Test
    void filtersOfAFormBecomeTermsOfTheQuery() {
        assertThat(FacetLinks.folded("snow", Map.of("author:", "Jane \"JD\" Doe"))).isEqualTo("snow author:“Jane \"JD\" Doe”");
        assertThat(FacetLinks.folded("snow", Map.of("-is:deleted", ""))).isEqualTo("snow -is:deleted");
    }
}
