package org.cityarchive.ingest.observed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.cityarchive.core.capture.ConfirmedBy;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.ingest.adapter.KnownYears;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.json.JsonReader;
import org.cityarchive.ingest.json.Member;
import org.jspecify.annotations.Nullable;

/** What one line of the neutral format says (ARCHITECTURE.md §7). Members it does not know stay in the raw bytes. */
final class ObservedLine {
    // DATA.md §2 says 2 to 20, and names "x" itself: one letter is a platform
    private static final Pattern PLATFORM = Pattern.compile("[a-z]{1,20}");
    private static final Pattern RFC_3339 = Pattern
            .compile("\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int LONGEST_ACCOUNT = 300;
    private static final int LONGEST_ID = 4096;
    private static final int LONGEST_NAME = 8192;

    private final JsonReader reader = new JsonReader();
    private final Terms terms;

    ObservedLine(Terms terms) {
        this.terms = terms;
    }

    /** The observation, or why there is none. */
    Observation observation(byte[] line) throws FaultException {
        var in = Member.of(reader.read(line), "$");
        var platform = in.required("platform", 20);
        if (!PLATFORM.matcher(platform).matches()) {
            throw bad(in, "platform", "must be 1 to 20 letters a to z");
        }
        var key = new NativeKey(platform, in.required("account", LONGEST_ACCOUNT), in.required("id", LONGEST_ID));
        var kind = kind(in);
        var observedAt = time(in, "observedAt");
        if (observedAt == null) {
            throw in.missing("observedAt");
        }
        if (terms.isAhead(observedAt)) {
            throw new FaultException("observed-in-future", "$.observedAt", "\"observedAt\" is more than 5 minutes ahead of now.");
        }
        var seen = seen(in);
        return new Observation(key, kind, seen, time(in, "createdAt"), null, observedAt, ObservedImporter.FORMAT,
                new Observation.Raw(line, "application/json"), List.of());
    }

    private static Kind kind(Member in) throws FaultException {
        return switch (in.required("kind", 20)) {
            case "post" -> Kind.POST;
            case "comment" -> Kind.COMMENT;
            case "message" -> Kind.MESSAGE;
            case "profile" -> Kind.PROFILE;
            default -> throw bad(in, "kind", "must be post, comment, message or profile");
        };
    }

    private static Seen seen(Member in) throws FaultException {
        var state = in.required("state", 20);
        var confirmedBy = in.name("confirmedBy", 40);
        if (confirmedBy != null && !state.equals("gone")) {
            throw bad(in, "confirmedBy", "is only for state gone");
        }
        return switch (state) {
            case "present" -> {
                if (in.value("text") == null) {
                    throw in.missing("text");
                }
                yield new Seen.Present(content(in));
            }
            case "hidden" -> {
                var content = content(in);
                yield new Seen.Hidden(isNothing(content) ? null : content);
            }
            case "gone" -> {
                content(in); // read for its faults only: what is gone shows nothing
                yield new Seen.Gone(confirmed(in, confirmedBy));
            }
            default -> throw bad(in, "state", "must be present, gone or hidden");
        };
    }

    private static ConfirmedBy confirmed(Member in, @Nullable String confirmedBy) throws FaultException {
        return switch (confirmedBy) {
            case null -> throw new FaultException("member-missing", "$.confirmedBy",
                    "\"confirmedBy\" is missing: gone must say platform-event, owners-export or direct-read.");
            case "platform-event" -> ConfirmedBy.PLATFORM_EVENT;
            case "owners-export" -> ConfirmedBy.OWNERS_EXPORT;
            case "direct-read" -> ConfirmedBy.DIRECT_READ;
            default -> throw bad(in, "confirmedBy", "must be platform-event, owners-export or direct-read");
        };
    }

    private static Content content(Member in) throws FaultException {
        var author = in.object("author");
        return new Content(in.words("text"), author.isEmpty() ? null : author(author.get()), in.name("parent", LONGEST_ID),
                in.name("url", LONGEST_NAME), in.name("lang", 40), media(in), counters(in), null);
    }

    private static Content.Author author(Member author) throws FaultException {
        return new Content.Author(author.name("id", LONGEST_ID), author.words("name"));
    }

    private static @Nullable List<Content.Media> media(Member in) throws FaultException {
        var values = in.values("media");
        if (values.isEmpty()) {
            return null;
        }
        var media = new ArrayList<Content.Media>();
        for (var value : values.get()) {
            var one = Member.of(value, "$.media[" + media.size() + "]");
            var sha256 = one.name("sha256", 64);
            if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
                throw bad(one, "sha256", "must be 64 hexadecimal digits");
            }
            media.add(new Content.Media(one.name("id", LONGEST_ID), one.required("url", LONGEST_NAME), one.name("type", 200),
                    one.words("alt"), sha256 == null ? null : sha256.toLowerCase(Locale.ROOT)));
        }
        return List.copyOf(media);
    }

    private static SortedMap<String, Long> counters(Member in) throws FaultException {
        var counters = new TreeMap<String, Long>();
        var given = in.object("counters");
        if (given.isPresent()) {
            for (var name : given.get().all().keySet()) {
                if (!name.isEmpty() && name.length() <= 100 && name.codePoints().allMatch(c -> c > 0x20 && c < 0x7F)) {
                    counters.put(name, given.get().integer(name, "$.counters"));
                } else {
                    throw new FaultException("bad-value", "$.counters", "A counter's name must have 1 to 100 plain signs.");
                }
            }
        }
        return counters;
    }

    /** Milliseconds: what canonical times can hold (EVIDENCE.md §1.2). */
    private static @Nullable Instant time(Member in, String name) throws FaultException {
        var text = in.name(name, 64);
        if (text == null) {
            return null;
        }
        try {
            if (RFC_3339.matcher(text).matches()) {
                var iso = text.toUpperCase(Locale.ROOT).replace(' ', 'T');
                return known(OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant()
                        .truncatedTo(ChronoUnit.MILLIS), in, name);
            }
        } catch (DateTimeParseException _) {
            // falls through: the 31st of a month of 30 days and the like
        }
        throw new FaultException("bad-time", in.at(name),
                "\"" + name + "\" must be a time as RFC 3339 writes it, for example 2026-03-01T14:02:00Z.");
    }

    private static Instant known(Instant time, Member in, String name) throws FaultException {
        if (!KnownYears.hold(time)) {
            throw new FaultException("bad-time", in.at(name), "\"" + name + "\" must lie in the years 1 to 9999.");
        }
        return time;
    }

    private static boolean isNothing(Content content) {
        return content.text() == null && content.author() == null && content.parent() == null && content.url() == null
                && content.lang() == null && content.media() == null && content.counters().isEmpty();
    }

    private static FaultException bad(Member in, String name, String rule) {
        return new FaultException("bad-value", in.at(name), "\"" + name + "\" " + rule + ".");
    }
}
