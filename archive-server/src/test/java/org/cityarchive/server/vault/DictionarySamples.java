package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteOrder;
import java.util.Objects;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.cityarchive.core.capture.ContentFields;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.observed.ObservedImporter;

import com.github.luben.zstd.ZstdDictTrainer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dictionary of sealed records was made of: the sample city's lines, and the same as the platforms' answers spell them. */
final class DictionarySamples {
    private static final int BYTES = 24 * 1024;
    private static final int LEVEL = 3;
    /** A number of two bytes: every frame names it. */
    private static final int NUMBER = 40_001;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Random random = new Random(1);

    private DictionarySamples() {}

    /** Makes the dictionary anew; the checked-in one stays as it is for ever. */
    static byte[] made() throws IOException, UnreadableException {
        var plain = new DictionarySamples().contents();
        var trainer = new ZstdDictTrainer(plain.stream().mapToInt(each -> each.length).sum() + 1, BYTES, LEVEL);
        plain.forEach(trainer::addSample);
        byte[] made = trainer.trainSamples();
        ByteBuffer.wrap(made).order(ByteOrder.LITTLE_ENDIAN).putInt(4, NUMBER);
        return made;
    }

    private List<byte[]> contents() throws IOException, UnreadableException {
        var lines = new ArrayList<String>();
        try (var sample = DictionarySamples.class.getResourceAsStream("/sample/cottonwood-bend.ndjson")) {
            var city = new String(Objects.requireNonNull(sample).readAllBytes(), UTF_8).lines()
                    .filter(line -> !line.contains("\"sha256\"")).toList();
            lines.addAll(city);
            for (String line : city) {
                JsonNode post = JSON.readTree(line);
                if (post.path("text").isString() && post.path("state").asString().equals("present")) {
                    lines.add(JSON.writeValueAsString(dressed(post)));
                }
            }
        }
        var file = Files.createTempFile("dictionary", ".ndjson");
        try {
            Files.write(file, lines);
            return read(new Lines(file));
        } finally {
            Files.delete(file);
        }
    }

    private List<byte[]> read(Lines lines) throws IOException, UnreadableException {
        var contents = new ArrayList<byte[]>();
        try (var reading = new ObservedImporter().open(lines, new Terms(null, Instant.EPOCH, Clock.systemUTC()),
                Position.START)) {
            for (var entry = reading.next(); entry != null; entry = reading.next()) {
                if (entry instanceof Entry.Taken taken) {
                    byte[] fields = CanonicalJson.write(ContentFields.of(taken.observation()));
                    byte[] raw = taken.observation().raw().bytes();
                    byte[] seed = new byte[32];
                    random.nextBytes(seed);
                    contents.add(ByteBuffer.allocate(36 + fields.length + raw.length).put(seed).putInt(fields.length).put(fields)
                            .put(raw).array());
                }
            }
        }
        return contents;
    }

    private record Lines(Path file) implements Delivered {
        @Override
        public String name() {
            return "samples.ndjson";
        }

        @Override
        public long size() {
            return file.toFile().length();
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            return Files.newByteChannel(file);
        }
    }

    /** The post as an observed line of some platform, with that platform's answer beside it in two of three. */
    private Map<String, @Nullable Object> dressed(JsonNode post) {
        var text = post.path("text").asString();
        var at = post.path("createdAt").asString("2024-11-05T14:23:19Z");
        var who = post.path("account").asString("CottonwoodBendMT");
        int shape = random.nextInt(9);
        var platform = List.of("x", "x", "x", "x", "facebook", "instagram", "mastodon", "bluesky", "youtube").get(shape);
        var id = number(shape == 6 ? 18 : 19);
        var line = members("platform", platform, "account", who, "id", id, "kind",
                post.path("kind").asString().equals("comment") ? "comment" : "post");
        if (random.nextBoolean()) {
            line.put("parent", number(19));
        }
        line.put("author", members("id", random.nextBoolean() ? who : number(10), "name", who));
        line.put("text", shape < 3 ? text + " https://t.co/" + letters(10) : text);
        line.put("createdAt", at);
        line.put("observedAt", at);
        line.put("state", "present");
        line.put("url", url(shape, who, id));
        line.put("lang", random.nextInt(5) == 0 ? "es" : "en");
        if (shape > 0) {
            line.put("raw", answer(shape, id, who, text, at));
        }
        return line;
    }

    private String url(int shape, String who, String id) {
        return switch (shape) {
            case 0, 1 -> "https://twitter.com/" + who + "/status/" + id;
            case 2, 3 -> "https://x.com/" + who + "/status/" + id;
            case 4 -> "https://www.facebook.com/" + who + "/posts/" + id;
            case 5 -> "https://www.instagram.com/p/" + letters(11) + "/";
            case 6 -> "https://mastodon.social/@" + who + "/" + id;
            case 7 -> "https://bsky.app/profile/" + who + ".bsky.social/post/" + letters(13);
            default -> "https://www.youtube.com/watch?v=" + letters(11);
        };
    }

    private Object answer(int shape, String id, String who, String text, String at) {
        return switch (shape) {
            case 1, 2 -> tweet(id, who, text, at);
            case 3 ->
                members("data", members("id", id, "text", text, "author_id", number(10), "conversation_id", id, "created_at",
                        at, "edit_history_tweet_ids", List.of(id), "lang", "en", "possibly_sensitive", false, "reply_settings",
                        "everyone", "public_metrics",
                        members("retweet_count", few(), "reply_count", few(), "like_count", few(), "quote_count", few(),
                                "bookmark_count", few(), "impression_count", few()),
                        "context_annotations",
                        List.of(members("domain", members("id", number(2), "name", "Unified Twitter Taxonomy",
                                "description", "A taxonomy of user interests."), "entity",
                                members("id", number(8), "name", who))),
                        "edit_controls", members("edits_remaining", 5, "is_edit_eligible", true, "editable_until", at)));
            case 4 -> members("id", id + "_" + number(17), "message", text, "created_time", at.replace("Z", "+0000"),
                    "updated_time", at.replace("Z", "+0000"), "from", members("name", who, "id", number(15)), "permalink_url",
                    "https://www.facebook.com/" + number(15) + "/posts/" + id, "is_hidden", false, "status_type",
                    "mobile_status_update", "shares", members("count", few()), "reactions",
                    members("data", List.of(), "summary", members("total_count", few(), "viewer_reaction", "NONE")), "comments",
                    members("data", List.of(), "summary", members("order", "chronological", "total_count", few(), "can_comment",
                            true)));
            case 5 -> members("id", id, "caption", text, "media_type", "IMAGE", "media_product_type", "FEED", "media_url",
                    "https://scontent.cdninstagram.com/v/" + letters(24) + ".jpg", "permalink",
                    "https://www.instagram.com/p/" + letters(11) + "/", "timestamp", at.replace("Z", "+0000"), "username", who,
                    "like_count", few(), "comments_count", few(), "is_comment_enabled", true);
            case 6 -> status(id, who, text, at);
            case 7 -> members("uri", "at://did:plc:" + letters(24) + "/app.bsky.feed.post/" + letters(13), "cid",
                    "bafyrei" + letters(52), "author", members("did", "did:plc:" + letters(24), "handle", who + ".bsky.social",
                            "displayName", who),
                    "record", members("$type", "app.bsky.feed.post", "createdAt", at, "langs", List.of("en"), "text", text,
                            "facets", List.of()),
                    "replyCount", few(), "repostCount", few(), "likeCount", few(), "quoteCount", few(), "indexedAt", at);
            default -> members("kind", "youtube#comment", "etag", letters(27), "id", letters(26), "snippet",
                    members("channelId", "UC" + letters(22), "videoId", letters(11), "textDisplay", text, "textOriginal", text,
                            "authorDisplayName", "@" + who, "authorProfileImageUrl", "https://yt3.ggpht.com/" + letters(40),
                            "authorChannelUrl", "http://www.youtube.com/@" + who, "authorChannelId",
                            members("value", "UC" + letters(22)), "canRate", true, "viewerRating", "none", "likeCount", few(),
                            "publishedAt", at, "updatedAt", at));
        };
    }

    /** A post of X as its archive and its first interface spell it. */
    private Object tweet(String id, String who, String text, String at) {
        var entities = members("hashtags", List.of(), "symbols", List.of(), "user_mentions",
                List.of(members("name", who, "screen_name", who, "indices", List.of(few(), few()), "id_str", number(9), "id",
                        number(9))),
                "urls",
                List.of(members("url", "https://t.co/" + letters(10), "expanded_url", "https://www." + letters(8) + ".gov/",
                        "display_url", letters(8) + ".gov", "indices", List.of(few(), few()))));
        var answer = members("created_at", at, "id", id, "id_str", id, "full_text", text, "truncated", false,
                "display_text_range",
                List.of(0, text.length()), "entities", entities, "source",
                "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>", "in_reply_to_status_id_str",
                number(19), "in_reply_to_user_id_str", number(9), "in_reply_to_screen_name", who, "retweet_count", few(),
                "favorite_count", few(), "quote_count", few(), "reply_count", few(), "retweeted", false, "favorited", false,
                "possibly_sensitive", false, "is_quote_status", false, "lang", "en", "edit_info", members("initial",
                        members("editTweetIds", List.of(id), "editableUntil", at, "editsRemaining", "5", "isEditEligible",
                                true)));
        answer.put("user", user(who));
        return answer;
    }

    private Object user(String who) {
        var user = members("id", number(9), "id_str", number(9), "name", who, "screen_name", who, "location", "", "description",
                "Official account of the city. Not monitored 24/7. For emergencies call 911.", "url",
                "https://t.co/" + letters(10),
                "protected", false, "followers_count", few(), "friends_count", few(), "listed_count", few(), "created_at",
                "2011-01-04T15:33:18Z", "favourites_count", few(), "utc_offset", null, "time_zone", null, "geo_enabled", true,
                "verified", false, "statuses_count", few());
        for (var flag : List.of("contributors_enabled", "is_translator", "is_translation_enabled", "profile_use_background_image",
                "has_extended_profile", "default_profile", "default_profile_image", "following", "follow_request_sent",
                "notifications", "profile_background_tile")) {
            user.put(flag, random.nextBoolean());
        }
        for (var colour : List.of("profile_background_color", "profile_link_color", "profile_sidebar_border_color",
                "profile_sidebar_fill_color", "profile_text_color")) {
            user.put(colour, "%06X".formatted(random.nextInt(1 << 24)));
        }
        for (var image : List.of("profile_image_url", "profile_image_url_https", "profile_banner_url",
                "profile_background_image_url", "profile_background_image_url_https")) {
            user.put(image, "https://pbs.twimg.com/profile_images/" + number(18) + "/" + letters(8) + "_normal.jpg");
        }
        return user;
    }

    private Object status(String id, String who, String text, String at) {
        return members("id", id, "created_at", at.replace("Z", ".000Z"), "in_reply_to_id", null, "in_reply_to_account_id", null,
                "sensitive", false, "spoiler_text", "", "visibility", "public", "language", "en", "uri",
                "https://mastodon.social/users/" + who + "/statuses/" + id, "url", "https://mastodon.social/@" + who + "/" + id,
                "replies_count", few(), "reblogs_count", few(), "favourites_count", few(), "edited_at", null, "content",
                "<p>" + text + "</p>", "reblog", null, "account",
                members("id", number(18), "username", who, "acct", who, "display_name", who, "locked", false, "bot", false,
                        "discoverable", true, "group", false, "created_at", "2022-11-05T00:00:00.000Z", "note", "<p></p>",
                        "avatar",
                        "https://files.mastodon.social/accounts/avatars/" + letters(16) + ".png", "followers_count", few(),
                        "following_count", few(), "statuses_count", few(), "last_status_at", "2024-11-05", "emojis", List.of(),
                        "fields", List.of()),
                "media_attachments", List.of(), "mentions", List.of(), "tags", List.of(), "emojis", List.of(), "card", null,
                "poll",
                null);
    }

    private static Map<String, @Nullable Object> members(@Nullable Object... namesAndValues) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return members;
    }

    private int few() {
        return random.nextInt(1 << random.nextInt(1, 16));
    }

    private String number(int digits) {
        var number = new StringBuilder(digits).append(1 + random.nextInt(9));
        while (number.length() < digits) {
            number.append(random.nextInt(10));
        }
        return number.toString();
    }

    private String letters(int count) {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return random.ints(count, 0, letters.length()).collect(StringBuilder::new, (all, at) -> all.append(letters.charAt(at)),
                StringBuilder::append).toString();
    }
}
