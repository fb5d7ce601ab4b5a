package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * What stands on every tab of a record's page.
 *
 * @param posted the platform's creation time; null when it gave none
 * @param way the result from which it was opened; null when it was opened by itself
 * @param past the past that is shown, in words; null for now
 * @param link the record's address on its platform, where it may be followed
 * @param samples the last counters, in words; null when none were taken
 * @param uses the imports that brought it, in the order in which they came
 */
public record RecordHead(RecordAt record, RecordTitle title, List<StateMark> marks, @Nullable Instant posted, PageAddress address,
        @Nullable Way way, @Nullable String past, @Nullable String link, @Nullable String samples, ThreadOutline outline,
        List<RecordUses.Brought> uses) {
    private static final int LONGEST_TITLE = 80;
    /** Parameters that belong to one tab only. */
    private static final String[] OF_A_TAB = {"version", "from", "to", "view", "show", "page", "fact"};

    /**
     * The way back, and on.
     *
     * @param back address of the result
     * @param query its query as typed; empty for everything
     * @param step null where the record is not (or no longer) on that page of the result
     */
    public record Way(String back, String query, ResultWalk.@Nullable Step step) {}

    static RecordHead of(RecordAt record, AsOf asOf, PageAddress address, CityTimes times, ThreadOutline outline,
            @Nullable Way way,
            Collection<RecordUses.Brought> uses) {
        return new RecordHead(record, RecordTitle.of(record), StateMark.of(record, times), record.history().origin().createdAt(),
                address, way, past(asOf, times), link(record.content()), samples(record), outline, List.copyOf(uses));
    }

    /** The browser's title: on one line, without the signs that turn or hide letters. */
    public String plainTitle() {
        return title.sentence() + VisibleText.line(title.author(), LONGEST_TITLE);
    }

    /** Address of a tab; empty for the first. */
    public String tab(String name) {
        return at(name).toString();
    }

    private PageAddress at(String name) {
        return address.at("/record/" + record.id() + (name.isEmpty() ? "" : "/" + name)).without(OF_A_TAB);
    }

    /** This tab with one thing chosen. */
    public String with(String name, Object value) {
        return address.with(name, value.toString()).toString();
    }

    /** Another tab with one thing chosen. */
    public String tabWith(String tab, String name, Object value) {
        return at(tab).with(name, value.toString()).toString();
    }

    /** The same record now. */
    public String now() {
        return address.without("asOf", "knownAt", "version", "from", "to").toString();
    }

    /** Address of another record's page, in the same past, with the same way back. */
    public String other(RecordAt other) {
        return address.at("/record/" + other.id()).without(OF_A_TAB).toString();
    }

    /** The same tab of a neighbour in the result. */
    public String neighbour(ResultWalk.Neighbour to) {
        var path = address.path().replace(record.id().toString(), to.record().toString());
        return address.at(path).without(OF_A_TAB).with("back", to.back()).toString();
    }

    /** The bytes of a medium. */
    public String medium(int version, ShownMedium medium) {
        return at("media/" + version + "/" + medium.index()).without("back").toString();
    }

    /** How a wording came to be known, in words. */
    public String source(Sighting sighting) {
        return FactWords.source(sighting);
    }

    /** The imports that brought it, by id. */
    Map<String, RecordUses.Brought> importsById() {
        return uses.stream().collect(Collectors.toMap(brought -> brought.view().id().toString(), brought -> brought));
    }

    /** How many places its thread has; "5,000+" where it has more than are put in order. */
    public String threadCount() {
        return String.format(Locale.US, outline.isWhole() ? "%,d" : "%,d+", outline.places().size());
    }

    private static @Nullable String past(AsOf asOf, CityTimes times) {
        if (asOf.isNow()) {
            return null;
        }
        var platform = asOf.platform() == null ? "" : "as the platform stood on " + times.minute(asOf.platform());
        var archive = asOf.archive() == null ? "" : "as the archive knew it at position " + asOf.archive();
        return platform.isEmpty() || archive.isEmpty() ? platform + archive : platform + ", and " + archive;
    }

    /** Only web addresses: a platform's text may hold any scheme. */
    private static @Nullable String link(@Nullable Content content) {
        var url = content == null ? null : content.url();
        return url != null && url.matches("(?i)https?://[^\\s\"<>]+") ? url : null;
    }

    private static @Nullable String samples(RecordAt record) {
        SortedMap<Instant, SortedMap<String, Long>> samples = record.view().samples();
        var upTo = record.asOf();
        var taken = upTo == null ? samples : samples.headMap(upTo.plusNanos(1));
        return taken.isEmpty() || taken.lastEntry().getValue().isEmpty() ? null : words(taken.lastEntry().getValue());
    }

    static String words(SortedMap<String, Long> counters) {
        return counters.entrySet().stream().map(c -> String.format(Locale.US, "%,d %s", c.getValue(), c.getKey()))
                .collect(Collectors.joining(", "));
    }
}
