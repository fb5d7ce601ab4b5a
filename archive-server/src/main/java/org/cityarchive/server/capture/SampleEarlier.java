package org.cityarchive.server.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** What the example city said in the months before its records begin: everyday posts and what was answered, long due to end. */
public final class SampleEarlier {
    private static final String PLATFORM = "facebook";
    private static final String HANDLE = "CottonwoodBendMT";
    private static final String PAGE = "104477820915563_1221372";
    private static final Content.Author CITY = new Content.Author(HANDLE, "City of Cottonwood Bend");
    private static final Attribution BY = new Attribution("sample", "adapter", "sample", null, "America/Denver");
    private static final Duration SEEN_AFTER = Duration.ofSeconds(4);

    /** Stands in a display of the museum: a person keeps it. */
    public static final int CLOCK = 8;
    /** Asked for in a request while its list was on its way. */
    public static final int CONCERT = 10;

    /** @param answers which of these it answers; null: it is a post */
    private record Said(String id, String at, @Nullable Integer answers, Content.Author author, String text) {}

    private static final List<Said> SAID = List.of(
            post("69969301101", "2024-06-10T15:05:00Z", "The stacks are open until 8 PM on Thursdays, all summer."),
            answer("4929491724700101", "2024-06-10T16:40:00Z", 0, citizen("8972397715857001", "Odell Brandvold"),
                    "Does that hold for the reading room as well?"),
            answer("4929491724700102", "2024-06-10T17:02:00Z", 0, CITY, "It does, until 7:45 PM."),
            post("69969301102", "2024-06-24T14:00:00Z",
                    "Chip sealing on Alder Street, Tuesday and Wednesday. No parking from 7 AM."),
            post("69969301103", "2024-07-03T15:30:00Z",
                    "City Hall is closed tomorrow. The fireworks begin at dusk, at the fairground."),
            answer("4929491724700103", "2024-07-03T18:11:00Z", 4, citizen("8972397715857002", "Wilma Aasen"),
                    "Horses inside, please."),
            answer("4929491724700104", "2024-07-05T13:20:00Z", 4, citizen("8972397715857003", "Cyrus Teague"),
                    "Thank you for keeping it short this year."),
            post("69969301104", "2024-08-19T14:10:00Z",
                    "The crossing at Third and Main has a new signal. Look twice, it is quick."),
            post("69969301105", "2024-11-12T15:00:00Z",
                    "The clock on City Hall has stopped at ten past four. A man with a ladder comes on Monday."),
            answer("4929491724700105", "2024-11-12T15:45:00Z", 8, citizen("8972397715857004", "Mabel Stordahl"),
                    "It is right twice a day, leave it."),
            post("69969301106", "2024-11-15T16:00:00Z",
                    "Tonight’s concert moves from the lawn into the armory. Same hour, bring a chair."),
            answer("4929491724700106", "2024-11-15T16:31:00Z", 10, citizen("8972397715857005", "Otis Quarles"),
                    "How many fit in there?"),
            answer("4929491724700107", "2024-11-15T16:50:00Z", 10, CITY, "About 200, without the tuba."),
            post("69969301107", "2024-10-28T14:00:00Z",
                    "Leaves are picked up on the east side this week, on the west side next week."));

    private SampleEarlier() {}

    private static Said post(String id, String at, String text) {
        return new Said(PAGE + id, at, null, CITY, text);
    }

    private static Said answer(String id, String at, int to, Content.Author author, String text) {
        return new Said(id, at, to, author, text);
    }

    private static Content.Author citizen(String id, String name) {
        return new Content.Author(id, name);
    }

    /**
     * Takes them in; again changes nothing.
     *
     * @return their records, in an order that never changes
     */
    public static List<RecordId> moveIn(CaptureChannel channel, ImportAccounts accounts, RecordIdentity identity) {
        return accounts.resolve(PLATFORM, List.of(HANDLE)).map(account -> {
            channel.offer(SAID.stream().map(said -> new Offer(account, observation(said))).toList(), BY, List.of());
            return SAID.stream().map(said -> identity.of(PLATFORM, account, said.id())).toList();
        }).orElse(List.of());
    }

    private static Observation observation(Said said) {
        var at = Instant.parse(said.at());
        var parent = said.answers() == null ? null : SAID.get(said.answers()).id();
        var raw = CanonicalJson.write(new TreeMap<>(Map.of("id", said.id(), "message", said.text())));
        return new Observation(new NativeKey(PLATFORM, HANDLE, said.id()), parent == null ? Kind.POST : Kind.COMMENT,
                new Seen.Present(new Content(said.text(), said.author(), parent, null, "en", null, new TreeMap<>(), null)), at,
                null,
                at.plus(SEEN_AFTER), "observed", new Observation.Raw(raw, "application/json"), List.of());
    }
}
