package org.cityarchive.core.capture;

import java.util.Arrays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Made-up lives of records: what a city's platforms might show of them, by a seed. */
public final class Lives {
    public static final AccountId ACCOUNT = new AccountId(new UUID(1, 1));
    public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private Lives() {}

    /** The sightings of one record: edits, reverts, deletions, reappearances, hiding, duplicates, partial sources, shared instants. */
    public static List<Observation> of(RandomGenerator random) {
        var sightings = new ArrayList<Observation>();
        int steps = 1 + random.nextInt(12);
        int time = 0;
        for (int i = 0; i < steps; i++) {
            time += random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(5);
            var seen = observation(time, seen(random), random.nextInt(5) == 0 ? Math.max(0, time - random.nextInt(6)) : -1,
                    random.nextInt(3) == 0 ? "poll" : "webhook");
            sightings.add(random.nextInt(3) == 0 ? made(seen, random.nextInt(2)) : seen);
            if (random.nextInt(6) == 0) {
                sightings.add(sightings.get(random.nextInt(sightings.size())));
            }
        }
        return sightings;
    }

    static Seen seen(RandomGenerator random) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Seen.Gone(random.nextBoolean() ? ConfirmedBy.PLATFORM_EVENT : ConfirmedBy.DIRECT_READ);
            case 2 -> new Seen.Hidden(random.nextBoolean() ? content(random) : null);
            default -> new Seen.Present(content(random));
        };
    }

    private static Content content(RandomGenerator random) {
        var text = random.nextInt(8) == 0 ? null : "text " + (char) ('A' + random.nextInt(3));
        List<Content.Media> media = random.nextInt(3) != 0
                ? null
                : List.of(new Content.Media(null,
                        "https://cdn" + random.nextInt(9) + ".example/" + (char) ('p' + random.nextInt(2)) + "?t="
                                + random.nextInt(),
                        "photo", null, null));
        SortedMap<String, Long> counters = new TreeMap<>();
        if (random.nextBoolean()) {
            counters.put("likes", (long) random.nextInt(3));
        }
        return new Content(text, new Content.Author("a1", "Dale"), null, null, null, media, counters, null);
    }

    public static Observation observation(int observed, Seen seen, int versionTime, String source) {
        return new Observation(new NativeKey("facebook", "city", "1"), Kind.POST, seen, null,
                versionTime < 0 || seen.content() == null ? null : START.plusSeconds(versionTime), START.plusSeconds(observed),
                source,
                new Observation.Raw(new byte[]{1}, "application/json"), List.of());
    }

    private static Observation made(Observation o, int second) {
        return new Observation(o.key(), o.kind(), o.seen(), START.minusSeconds(60 + second), o.versionTime(), o.observedAt(),
                o.source(), o.raw(),
                o.attached());
    }

    /** When the platform said it was made: what the earliest sighting that shows it says. */
    public static @Nullable Instant createdAt(List<Observation> all) {
        Instant at = null;
        Instant created = null;
        for (var one : all) {
            var shown = one.createdAt();
            if (shown != null && (at == null || created == null || one.effective().isBefore(at)
                    || (one.effective().equals(at) && shown.isBefore(created)))) {
                at = one.effective();
                created = shown;
            }
        }
        return created;
    }

    /** The wordings that a reader of all sightings at once would tell: instant and fields, in order. Written apart from the law. */
    public static List<Map.Entry<Instant, Map<String, Object>>> wordings(List<Observation> all) {
        record Shown(Instant at, SortedMap<String, Object> fields) {}
        var shown = new ArrayList<Shown>();
        for (var observation : all) {
            var content = observation.seen().content();
            var fields = content == null ? new TreeMap<String, Object>() : VersionFields.shown("facebook", content);
            if (!fields.isEmpty()) {
                shown.add(new Shown(observation.effective(), fields));
            }
        }
        shown.sort((a, b) -> a.at.equals(b.at)
                ? Arrays.compareUnsigned(CanonicalJson.write(a.fields),
                        CanonicalJson.write(b.fields))
                : a.at.compareTo(b.at));
        var wordings = new ArrayList<Map.Entry<Instant, Map<String, Object>>>();
        Map<String, Object> now = null;
        for (var one : shown) {
            var known = now;
            if (known == null || one.fields.entrySet().stream()
                    .anyMatch(f -> known.containsKey(f.getKey()) && !known.get(f.getKey()).equals(f.getValue()))) {
                now = known == null ? new TreeMap<>() : new TreeMap<>(known);
                wordings.add(Map.entry(one.at, now));
            }
            if (now != null) {
                now.putAll(one.fields);
            }
        }
        return wordings;
    }

    /** The states, likewise. */
    public static List<Map.Entry<Instant, State>> states(List<Observation> all) {
        var sorted = new ArrayList<>(all);
        sorted.sort((a, b) -> a.observedAt().equals(b.observedAt())
                ? a.seen().state().compareTo(b.seen().state())
                : a.observedAt().compareTo(b.observedAt()));
        var states = new ArrayList<Map.Entry<Instant, State>>();
        for (var one : sorted) {
            if (states.isEmpty() || states.getLast().getValue() != one.seen().state()) {
                states.add(Map.entry(one.observedAt(), one.seen().state()));
            }
        }
        return states;
    }

    static @Nullable SortedMap<String, Object> shown(Observation observation) {
        var content = observation.seen().content();
        var fields = content == null ? null : VersionFields.shown("facebook", content);
        return fields == null || fields.isEmpty() ? null : fields;
    }
}
