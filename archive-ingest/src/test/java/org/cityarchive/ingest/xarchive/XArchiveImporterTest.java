package org.cityarchive.ingest.xarchive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.cityarchive.core.capture.ConfirmedBy;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Handed;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.format.Importers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XArchiveImporterTest {
    private static final String ACCOUNT = "window.YTD.account.part0 = [{\"account\":{\"username\":\"Parks\",\"accountId\":\"77\"}}]";
    private static final String LONG = "The pool on Main Street is closed until further notice because the pump of 1962 has come to its end; ";
    private static final String TWEETS = """
            window.YTD.tweets.part0 = [ {"tweet":{"id_str":"1800000000000000001","full_text":"a &amp;lt; b &lt; c ] } \\" ,",
               "created_at":"Tue Jun 10 08:00:00 +0000 2025","favorite_count":"3","retweet_count":"1","lang":"en",
               "extended_entities":{"media":[{"id_str":"9","type":"photo","media_url_https":"https://pbs.twimg.com/media/AB.jpg"}]}}},
             {"tweet":{"id_str":"1800000000000000003","full_text":"corrected","created_at":"Tue Jun 10 08:10:00 +0000 2025",
               "edit_info":{"edit":{"initialTweetId":"1800000000000000002","editControlInitial":{"editTweetIds":["1800000000000000002","1800000000000000003"]}}}}},
             {"tweet":{"id_str":"1800000000000000002","full_text":"corected","created_at":"Tue Jun 10 08:05:00 +0000 2025",
               "edit_info":{"initial":{"editTweetIds":["1800000000000000002","1800000000000000003"]}}}},
             {"tweet":{"id_str":"nonsense"}}, 17,
             {"tweet":{"id_str":"1800000000000000004","full_text":"%s… https://t.co/abc","created_at":"Tue Jun 10 09:00:00 +0000 2025",
               "in_reply_to_status_id_str":"1700000000000000000","in_reply_to_user_id_str":"5"}}
            ]"""
            .formatted(LONG.strip());
    private static final String NOTES = "window.YTD.note_tweet.part0 = [{\"noteTweet\":{\"noteTweetId\":\"1\",\"createdAt\":\"2025-06-10T09:00:01.000Z\","
            + "\"core\":{\"text\":\"" + LONG
            + "and the rest.\"}}},{\"noteTweet\":{\"createdAt\":\"2025-06-11T09:00:01.000Z\",\"core\":{\"text\":\"lost\"}}}]";
    private static final String DELETED = """
            window.YTD.deleted_tweets.part0 = [{"tweet":{"id_str":"1800000000000000005","full_text":"oops",
              "created_at":"Tue Jun 10 10:00:00 +0000 2025","deleted_at":"Tue Jun 10 10:01:00 +0000 2025"}}]""";
    private static final String MESSAGES = """
            window.YTD.direct_messages.part0 = [{"dmConversation":{"conversationId":"5-77","messages":[
              {"messageCreate":{"id":"31","senderId":"77","recipientId":"5","text":"On our way","createdAt":"2025-06-01T10:00:00.000Z","mediaUrls":[]}},
              {"joinConversation":{"participantsSnapshot":["5"]}},
              {"messageCreate":{"id":"30","senderId":"5","recipientId":"77","text":"Where?","createdAt":"2025-06-01T09:00:00.000Z"}}]}},
              {"dmConversation":{"messages":[{"messageCreate":{"id":"32","senderId":"6","text":"Hi","createdAt":"2025-06-02T09:00:00.000Z"}}],"conversationId":"6-77"}}]""";
    private static final String MANIFEST = "window.__THAR_CONFIG = {\"userInfo\":{\"accountId\":\"77\",\"userName\":\"Parks\"},"
            + "\"archiveInfo\":{\"generationDate\":\"2025-07-01T00:00:00.000Z\"},\"dataTypes\":{\"tweets\":{\"files\":[{\"fileName\":\"data/tweets.js\",\"count\":\"8\"},"
            + "{\"fileName\":\"data/tweets-part1.js\",\"count\":\"2\"}]},\"deletedTweets\":{\"files\":[{\"fileName\":\"data/deleted-tweets.js\",\"count\":\"1\"}]}}}";
    @TempDir
    Path folder;

    @Test
    void aWholeArchiveBecomesObservations() throws Exception {
        var reading = open(whole());
        var entries = Handed.all(reading);
        var taken = taken(entries);
        var refused = refused(entries);

        assertThat(entries).extracting(Entry::line).isSorted().doesNotHaveDuplicates();
        assertThat(taken).hasSize(9);
        assertThat(refused).extracting(r -> r.fault().type()).containsExactly("bad-value", "not-an-object", "note-without-post");
        assertThat(refused.getFirst().fault().place()).isEqualTo("tweets.js, entry 4: $.tweet.id_str");
        assertThat(reading.remarks()).containsExactly("tweets-part1.js is listed in the archive's manifest, and is not there.",
                "tweets.js: the archive's manifest states 8 entries, 6 were found.");
        assertThat(((Entry.Taken) entries.getFirst()).owner().names()).containsExactly("77", "Parks");

        var first = taken.getFirst();
        assertThat(first.key().account() + " " + first.key().id() + " " + first.kind()).isEqualTo("77 1800000000000000001 POST");
        assertThat(text(first)).isEqualTo("a &lt; b < c ] } \" ,");
        assertThat(first.observedAt()).isEqualTo(Instant.parse("2025-07-01T00:00:00Z"));
        assertThat(new String(first.raw().bytes(), UTF_8)).startsWith("{\"tweet\"").endsWith("}}").contains("&amp;lt;");
        assertThat(Objects.requireNonNull(first.seen().content()).counters()).containsEntry("likes", 3L).containsEntry("reposts",
                1L);
        assertThat(first.attached()).hasSize(1);
        assertThat(new String(first.attached().getFirst().bytes().open().readAllBytes(), UTF_8)).isEqualTo("a picture");
    }

    @Test
    void editsAreVersionsOfTheFirstId() throws Exception {
        var taken = taken(Handed.all(open(whole())));
        var edit = taken.get(1);
        var before = taken.get(2);
        assertThat(edit.key()).isEqualTo(before.key());
        assertThat(edit.key().id()).isEqualTo("1800000000000000002");
        assertThat(edit.versionTime()).isEqualTo(Instant.parse("2025-06-10T08:10:00Z"));
        assertThat(before.versionTime()).isEqualTo(before.createdAt()).isEqualTo(Instant.parse("2025-06-10T08:05:00Z"));
    }

    @Test
    void repliesAreCommentsAndLongTextsAreWhole() throws Exception {
        var reply = taken(Handed.all(open(whole()))).get(3);
        assertThat(reply.kind()).isEqualTo(Kind.COMMENT);
        assertThat(Objects.requireNonNull(reply.seen().content()).parent()).isEqualTo("1700000000000000000");
        assertThat(text(reply)).isEqualTo(LONG + "and the rest.");
    }

    @Test
    void whatTheOwnerDeletedStoodAndWasGone() throws Exception {
        var taken = taken(Handed.all(open(whole())));
        assertThat(taken.get(4).seen()).isInstanceOf(Seen.Present.class);
        assertThat(taken.get(4).observedAt()).isEqualTo(Instant.parse("2025-06-10T10:00:00Z"));
        assertThat(taken.get(5).seen()).isEqualTo(new Seen.Gone(ConfirmedBy.OWNERS_EXPORT));
        assertThat(taken.get(5).observedAt()).isEqualTo(Instant.parse("2025-06-10T10:01:00Z"));
        assertThat(taken.subList(6, 9)).allMatch(message -> message.kind() == Kind.MESSAGE)
                .extracting(message -> message.key().id())
                .containsExactly("31", "30", "32");
    }

    @Test
    void readingGoesOnFromEveryPlace() throws Exception {
        var file = Handed.of(folder, zip(whole()));
        var whole = described(Handed.all(open(file)));
        for (int stop = 0; stop <= whole.size(); stop++) {
            var parts = new ArrayList<Entry>();
            var first = open(file);
            for (int i = 0; i < stop; i++) {
                parts.add(Objects.requireNonNull(first.next()));
            }
            first.close();
            parts.addAll(Handed.all(new XArchiveImporter().open(file, Handed.terms(), first.position())));
            assertThat(described(parts)).isEqualTo(whole);
        }
    }

    @Test
    void theRecordedArchiveIsRead() throws Exception {
        var data = Handed.shared("platform-samples/x-archive/data");
        var parts = new LinkedHashMap<String, byte[]>();
        try (var files = Files.list(data)) {
            for (var file : files.sorted().toList()) {
                parts.put("data/" + String.valueOf(file.getFileName()).replace(".js.txt", ".js"), Files.readAllBytes(file));
            }
        }
        var reading = open(Handed.of(folder, zip(parts)));
        var entries = Handed.all(reading);
        assertThat(refused(entries)).isEmpty();
        var gone = taken(entries).stream().filter(seen -> seen.seen() instanceof Seen.Gone).toList();
        assertThat(gone).hasSize(3);
        assertThat(taken(entries)).allMatch(seen -> seen.key().account().equals("1964312974236991488"));
        assertThat(taken(entries)).allMatch(seen -> Objects.equals(seen.createdAt(), new XTweet("0", seen.key().id(), seen.kind(),
                Objects.requireNonNullElseGet(seen.seen().content(), () -> taken(entries).getFirst().seen().content()), null,
                null).created()));
        assertThat(reading.remarks())
                .anyMatch(remark -> remark.startsWith("tweets.js: the archive's manifest states 2,045 entries"));
        var single = new XArchiveImporter().open(new Handed(data.resolve("tweets.js.txt")),
                new Terms("@milahu104", Handed.NOW, Handed.terms().clock()), Position.START);
        assertThat(Handed.all(single)).hasSize(taken(entries).size() - 6).allMatch(Entry.Taken.class::isInstance);
    }

    @Test
    void aFileThatDoesNotSayWhoseItIsNeedsTheAccount() {
        assertUnreadable("account-needed", "x-archive", TWEETS.getBytes(UTF_8));
    }

    @Test
    void theFormatChosenMustBeTheFilesOwn() throws Exception {
        assertUnreadable("wrong-format", "observed", TWEETS.getBytes(UTF_8));
        assertUnreadable("wrong-format", "observed", zip(whole()));
        assertUnreadable("wrong-format", "x-archive", zip(Map.of("outbox.json", new byte[0])));
        assertUnreadable("wrong-format", "x-archive", "{\"platform\":\"x\"}".getBytes(UTF_8));
        assertUnreadable("unknown-format", "telegram", new byte[0]);
        assertUnreadable("not-x-archive", "x-archive", "nothing".getBytes(UTF_8));
    }

    @Test
    void dangerousZipsAreRefused() throws Exception {
        var good = zip(whole());
        assertUnreadable("zip-name", "x-archive", zip(Map.of("../tweets.js", new byte[0])));
        assertUnreadable("zip-nested", "x-archive", zip(Map.of("data/tweets.js", new byte[0], "data/more.zip", new byte[0])));
        assertUnreadable("zip-broken", "x-archive", Arrays.copyOf(good, good.length / 2));
        assertUnreadable("zip-encrypted", "x-archive", centrally(good.clone(), 8, 1));
        assertUnreadable("zip-link", "x-archive", centrally(good.clone(), 41, 0xA0));
        assertUnreadable("zip-bomb", "x-archive", centrally(good.clone(), 43, 0x01));
    }

    @Test
    void aBombInsideAPartIsStoppedAndTheOtherPartsAreRead() throws Exception {
        var bomb = new ByteArrayOutputStream();
        bomb.writeBytes("window.YTD.tweets.part0 = [".getBytes(UTF_8));
        bomb.writeBytes(new byte[64 << 20]);
        var parts = whole();
        parts.put("data/tweets.js", bomb.toByteArray());
        var entries = Handed.all(open(parts));
        assertThat(refused(entries)).extracting(r -> r.fault().type()).contains("zip-bomb");
        assertThat(taken(entries)).hasSize(5);
    }

    @Test
    void noMutationThrows() throws Exception {
        var zip = zip(whole());
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var bytes = zip.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var file = Handed.of(folder, bytes);
            try {
                Handed.all(open(file));
            } catch (UnreadableException e) {
                assertThat(e.sentence()).endsWith(".");
            }
            Files.delete(file.path());
            var script = TWEETS.getBytes(UTF_8);
            script[random.nextInt(script.length)] = (byte) random.nextInt(256);
            var js = whole();
            js.put("data/tweets.js", script);
            assertThat(Handed.all(open(js))).isNotEmpty();
        }
    }

    private static Map<String, byte[]> whole() {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("data/manifest.js", MANIFEST.getBytes(UTF_8));
        parts.put("data/account.js", ACCOUNT.getBytes(UTF_8));
        parts.put("data/tweets.js", TWEETS.getBytes(UTF_8));
        parts.put("data/note-tweet.js", NOTES.getBytes(UTF_8));
        parts.put("data/deleted-tweets.js", DELETED.getBytes(UTF_8));
        parts.put("data/direct-messages.js", MESSAGES.getBytes(UTF_8));
        parts.put("data/tweets_media/1800000000000000001-AB.jpg", "a picture".getBytes(UTF_8));
        parts.put("data/ad-engagements.js", "window.YTD.ad_engagements.part0 = []".getBytes(UTF_8));
        return parts;
    }

    private Reading open(Map<String, byte[]> parts) throws Exception {
        return open(Handed.of(folder, zip(parts)));
    }

    private static Reading open(Handed file) throws Exception {
        return new XArchiveImporter().open(file, Handed.terms(), Position.START);
    }

    private void assertUnreadable(String type, String format, byte[] bytes) {
        assertThatThrownBy(() -> Importers.known().open(format, Handed.of(folder, bytes), Handed.terms(), Position.START))
                .isInstanceOfSatisfying(UnreadableException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    /** Changes a byte of the first entry in the directory. */
    private static byte[] centrally(byte[] zip, int at, int value) {
        for (int i = 0;; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + at] = (byte) value;
                return zip;
            }
        }
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static String text(Observation observation) {
        return String.valueOf(Objects.requireNonNull(observation.seen().content()).text());
    }

    private static List<Observation> taken(List<Entry> entries) {
        return entries.stream().filter(Entry.Taken.class::isInstance).map(entry -> ((Entry.Taken) entry).observation()).toList();
    }

    private static List<Entry.Refused> refused(List<Entry> entries) {
        return entries.stream().filter(Entry.Refused.class::isInstance).map(Entry.Refused.class::cast).toList();
    }

    private static List<String> described(List<Entry> entries) {
        return entries.stream().map(entry -> switch (entry) {
            case Entry.Taken taken ->
                taken.line() + " " + taken.where() + " " + taken.observation().key() + taken.observation().seen()
                        + taken.observation().attached().size();
            case Entry.Refused refused -> refused.line() + " " + refused.fault();
        }).toList();
    }
}
