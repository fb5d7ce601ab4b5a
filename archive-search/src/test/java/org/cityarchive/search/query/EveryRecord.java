package org.cityarchive.search.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.Carried;
import org.cityarchive.core.search.RecordSearch.Bar;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.Words;
import org.jspecify.annotations.Nullable;

/** What a search must answer, by reading every record with the matcher. */
final class EveryRecord {
    private static final Comparator<FacetCount> LARGEST_FIRST = Comparator.comparingLong(FacetCount::count).reversed()
            .thenComparing(FacetCount::value);

    private final RecordQuery query;
    private final @Nullable Instant asOf;
    private final @Nullable Long knownAt;
    private final ZoneId city;
    private final Words words;
    private final List<Answering> answering;

    EveryRecord(List<SearchableRecord> records, RecordQuery query, @Nullable Instant asOf, @Nullable Long knownAt, ZoneId city,
            Words words) {
        this.query = query;
        this.asOf = asOf;
        this.knownAt = knownAt;
        this.city = city;
        this.words = words;
        this.answering = records.stream().flatMap(this::read).toList();
    }

    /** A record that answers, with the wordings that do, and the stretch that says how it stands. */
    private record Answering(SearchableRecord record, Known known, Stretch standing, SortedSet<Integer> versions) {
        Hit hit() {
            return new Hit(record.id(), versions.last(), (int) versions.stream().filter(number -> number > 0).count());
        }

        Stream<SearchableRecord.Words> words() {
            return known.stretches().stream().filter(s -> versions.contains(s.version())).map(Stretch::words);
        }
    }

    private Stream<Answering> read(SearchableRecord record) {
        var versions = new Matcher(words).answering(query, record, asOf, knownAt);
        if (versions.isEmpty()) {
            return Stream.empty();
        }
        var known = record.known().stream().filter(this::holds).findFirst().orElseThrow();
        var standing = known.stretches().stream().filter(this::holds).reduce((_, last) -> last).orElseThrow();
        return Stream.of(new Answering(record, known, standing, versions));
    }

    private boolean holds(Known known) {
        return knownAt == null ? known.until() == Known.NOW : known.from() <= knownAt && knownAt < known.until();
    }

    private boolean holds(Stretch stretch) {
        var to = stretch.to();
        return asOf == null || (!stretch.from().isAfter(asOf) && (to == null || asOf.isBefore(to)));
    }

    long total() {
        return answering.size();
    }

    /** In the order of time, ties by id. */
    List<Hit> hits(Sort sort) {
        var order = Comparator.comparing((Answering a) -> a.known().at());
        return answering.stream().sorted((sort == Sort.NEWEST ? order.reversed() : order).thenComparing(a -> a.record().id()))
                .map(Answering::hit).toList();
    }

    List<Bar> days() {
        var days = new TreeMap<LocalDate, Long>();
        answering.forEach(a -> days.merge(a.known().at().atZone(city).toLocalDate(), 1L, Long::sum));
        return days.entrySet().stream().map(e -> new Bar(e.getKey(), e.getValue())).toList();
    }

    SortedMap<String, List<FacetCount>> facets() {
        var facets = new TreeMap<String, List<FacetCount>>();
        facets.put("account", by(a -> a.record().account().toString()));
        facets.put("platform", by(a -> a.record().platform()));
        facets.put("kind", by(a -> a.record().kind().name().toLowerCase(Locale.ROOT)));
        facets.put("author", by(a -> a.standing().words().author().name().toLowerCase(Locale.ROOT)));
        facets.put("authorName", authors());
        facets.put("year", by(a -> "%04d".formatted(a.known().at().atZone(city).getYear())));
        facets.put("deleted", by(a -> "" + (a.standing().state() == State.GONE)));
        facets.put("edited", by(a -> "" + (a.standing().versions() > 1)));
        facets.put("hidden", by(a -> "" + (a.standing().state() == State.HIDDEN)));
        facets.put("has", counts(Stream.of(Carried.values())
                .map(what -> new FacetCount(what.name().toLowerCase(Locale.ROOT), with(new RecordQuery.Has(what))))));
        facets.put("lang", counts(langs().map(lang -> new FacetCount(lang, with(new RecordQuery.InLang(lang))))));
        return facets;
    }

    private Stream<String> langs() {
        return answering.stream().flatMap(a -> a.record().known().stream()).flatMap(k -> k.stretches().stream())
                .map(s -> s.words().lang()).filter(Objects::nonNull).map(lang -> lang.toLowerCase(Locale.ROOT)).distinct();
    }

    /** By the spelling that most records show; each counted as its query counts, and all others as the query that names none. */
    private List<FacetCount> authors() {
        var spellings = new TreeMap<String, SortedMap<String, Long>>();
        answering.stream().filter(a -> a.record().kind() != Kind.MESSAGE).forEach(a -> a.words()
                .map(SearchableRecord.Words::shownAuthor).filter(Objects::nonNull).distinct().forEach(
                        name -> spellings.computeIfAbsent(words.folded(name), _ -> new TreeMap<>()).merge(name, 1L, Long::sum)));
        var names = spellings.values().stream().map(EveryRecord::mostly).toList();
        var counts = new ArrayList<>(counts(names.stream().map(name -> new FacetCount(name,
                answering.stream().filter(a -> a.words().anyMatch(wording -> isBy(wording, name))).count()))));
        long others = answering.stream()
                .filter(a -> a.words().anyMatch(wording -> names.stream().noneMatch(name -> isBy(wording, name))))
                .count();
        if (others > 0) {
            counts.add(new FacetCount("", others));
        }
        return counts;
    }

    private boolean isBy(SearchableRecord.Words wording, String name) {
        return Stream.of(Optional.ofNullable(wording.authorId()), Optional.ofNullable(wording.authorName()))
                .anyMatch(value -> value.isPresent() && words.folded(value.get()).equals(words.folded(name)));
    }

    private static String mostly(SortedMap<String, Long> spellings) {
        long most = spellings.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        return spellings.entrySet().stream().filter(e -> e.getValue() == most).findFirst().orElseThrow().getKey();
    }

    /** How many of them answer more. */
    private long with(RecordQuery more) {
        var asked = query.and(more);
        return answering.stream().filter(a -> new Matcher(words).matches(asked, a.record(), asOf, knownAt)).count();
    }

    private List<FacetCount> by(Function<Answering, String> value) {
        return counts(answering.stream().collect(Collectors.groupingBy(value, Collectors.counting())).entrySet().stream()
                .map(e -> new FacetCount(e.getKey(), e.getValue())));
    }

    private static List<FacetCount> counts(Stream<FacetCount> counts) {
        return counts.filter(c -> c.count() > 0).sorted(LARGEST_FIRST).toList();
    }
}
