package org.cityarchive.ingest.xarchive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.ingest.adapter.KnownYears;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.json.Json;
import org.cityarchive.ingest.json.Member;
import org.jspecify.annotations.Nullable;

/**
 * One element of a tweets part.
 *
 * @param id of this wording; an edit has one of its own
 * @param first id of the first wording: the record's native id
 * @param made when this wording was made
 * @param deleted when the owner deleted it, where the part says so
 */
record XTweet(String id, String first, Kind kind, Content content, @Nullable Instant made, @Nullable Instant deleted) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss xx yyyy", Locale.ENGLISH);
    private static final Pattern ID = Pattern.compile("\\d{1,25}");
    /** Ids since November 2010 hold their own time: milliseconds since this one, above 22 bits (X's "snowflake"). */
    private static final long EPOCH = 1_288_834_974_657L;
    private static final long FIRST_TIMED_ID = 29_700_859_247L;

    /** When the first wording was made; an edit's own time is not it. Null where the archive cannot know. */
    @Nullable
    Instant created() {
        if (id.equals(first)) {
            return made;
        }
        boolean timed = first.length() <= 18 || (first.length() == 19 && first.charAt(0) < '9');
        if (timed && Long.parseLong(first) > FIRST_TIMED_ID) {
            return Instant.ofEpochMilli((Long.parseLong(first) >> 22) + EPOCH).truncatedTo(ChronoUnit.SECONDS);
        }
        return null;
    }

    XTweet withText(String text) {
        return new XTweet(id, first, kind, new Content(text, content.author(), content.parent(), content.url(), content.lang(),
                content.media(), content.counters(), content.createdAt()), made, deleted);
    }

    static XTweet of(Json element, Owner owner) throws FaultException {
        var outer = Member.of(element, "$");
        // archives before 2019 have no wrapper
        var in = outer.object("tweet").orElse(outer);
        var id = id(in, "id_str");
        if (id == null) {
            throw in.missing("id_str");
        }
        var text = in.words(in.all().containsKey("full_text") ? "full_text" : "text");
        if (text == null) {
            throw in.missing("full_text");
        }
        var parent = id(in, "in_reply_to_status_id_str");
        var claimed = in.words("created_at");
        var made = time(claimed);
        var content = new Content(decoded(text),
                new Content.Author(owner.id() == null ? owner.handle() : owner.id(), owner.handle()),
                parent, null, in.name("lang", 40), media(in), counters(in), made == null ? claimed : null);
        return new XTweet(id, first(in, id), parent == null ? Kind.POST : Kind.COMMENT, content, made,
                time(in.words("deleted_at")));
    }

    /** X escapes three signs in its texts, and only these. */
    static String decoded(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static @Nullable String id(Member in, String name) throws FaultException {
        var id = in.name(name, 25);
        if (id != null && !ID.matcher(id).matches()) {
            throw new FaultException("bad-value", in.at(name), "\"" + name + "\" must be digits.");
        }
        return id;
    }

    private static String first(Member in, String id) throws FaultException {
        var info = in.object("edit_info");
        if (info.isEmpty()) {
            return id;
        }
        var edit = info.get().object("edit");
        if (edit.isPresent()) {
            var initial = id(edit.get(), "initialTweetId");
            var control = edit.get().object("editControlInitial");
            return initial != null ? initial : control.isPresent() ? firstOf(control.get(), id) : id;
        }
        var initial = info.get().object("initial");
        return initial.isPresent() ? firstOf(initial.get(), id) : id;
    }

    private static String firstOf(Member control, String id) throws FaultException {
        var ids = control.values("editTweetIds").orElse(List.of());
        return !ids.isEmpty() && ids.getFirst() instanceof Json.Text(var first) && ID.matcher(first).matches() ? first : id;
    }

    private static List<Content.Media> media(Member in) throws FaultException {
        var extended = in.object("extended_entities");
        var entities = extended.isPresent() ? extended : in.object("entities");
        var values = entities.isPresent() ? entities.get().values("media").orElse(List.of()) : List.<Json>of();
        var media = new ArrayList<Content.Media>();
        for (var value : values) {
            var one = Member.of(value, "$.extended_entities.media[" + media.size() + "]");
            media.add(new Content.Media(id(one, "id_str"), address(one), one.name("type", 40), one.words("ext_alt_text"), null));
        }
        return List.copyOf(media);
    }

    /** A film's best file; else the picture. */
    private static String address(Member media) throws FaultException {
        var film = media.object("video_info");
        String best = null;
        long rate = -1;
        for (var value : film.isPresent() ? film.get().values("variants").orElse(List.of()) : List.<Json>of()) {
            var variant = Member.of(value, media.at("video_info"));
            var spelled = variant.value("bitrate");
            long bits = spelled == null ? -1 : number(variant, "bitrate");
            if (bits > rate) {
                rate = bits;
                best = variant.name("url", 8192);
            }
        }
        return best != null
                ? best
                : media.required(media.all().containsKey("media_url_https") ? "media_url_https" : "media_url", 8192);
    }

    private static SortedMap<String, Long> counters(Member in) throws FaultException {
        var counters = new TreeMap<String, Long>();
        if (in.value("favorite_count") != null) {
            counters.put("likes", number(in, "favorite_count"));
        }
        if (in.value("retweet_count") != null) {
            counters.put("reposts", number(in, "retweet_count"));
        }
        return counters;
    }

    /** Numbers stand as text in this archive, and as numbers in old ones. */
    private static long number(Member in, String name) throws FaultException {
        if (in.value(name) instanceof Json.Text(var digits) && digits.matches("\\d{1,15}")) {
            return Long.parseLong(digits);
        }
        return in.integer(name, in.at(name));
    }

    static @Nullable Instant time(@Nullable String claimed) {
        if (claimed == null) {
            return null;
        }
        try {
            var time = claimed.endsWith("Z")
                    ? Instant.parse(claimed).truncatedTo(ChronoUnit.MILLIS)
                    : OffsetDateTime.parse(claimed, TIME).toInstant();
            return KnownYears.hold(time) ? time : null; // the words as they came are kept
        } catch (DateTimeException _) {
            return null;
        }
    }
}
