package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/**
 * What stands on every tab of a record's page.
 *
 * @param posted the platform's creation time; null when it gave none
 * @param back address of the result from which the record was opened; null when it was opened by itself
 * @param past the past that is shown, in words; null for now
 * @param link the record's address on its platform, where it may be followed
 * @param samples the last counters, in words; null when none were taken
 */
public record RecordHead(RecordAt record, RecordTitle title, List<StateMark> marks, @Nullable Instant posted, PageAddress address,
        @Nullable String back, @Nullable String past, @Nullable String link, @Nullable String samples) {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}]+");

    static RecordHead of(RecordAt record, AsOf asOf, PageAddress address, CityTimes times) {
        var back = address.parameters().get("back");
        return new RecordHead(record, RecordTitle.of(record), StateMark.of(record, times), record.history().origin().createdAt(),
                address,
                back != null && (back.equals("/search") || back.startsWith("/search?")) ? back : null, past(asOf, times),
                link(record.content()),
                samples(record));
    }

    /** The browser's title: without the signs that turn or hide letters. */
    public String plainTitle() {
        return INVISIBLE.matcher(title.sentence() + title.author()).replaceAll(" ");
    }

    public String tab(String name) {
        return address.at("/record/" + record.id() + (name.isEmpty() ? "" : "/" + name)).without("version", "with", "view")
                .toString();
    }

    /** The same record now. */
    public String now() {
        return address.without("asOf", "knownAt", "version").toString();
    }

    /** Address of another record's page, in the same past. */
    public String other(RecordAt other) {
        return address.at("/record/" + other.id()).without("version", "with", "view").toString();
    }

    /** How a wording came to be known, in words. */
    public String source(Sighting sighting) {
        return FactWords.source(sighting);
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
