package org.cityarchive.search.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.SearchableRecord.Words;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The real posts that are kept beside the project, as search sees them; a test that needs them is skipped where they are not. */
final class RealPosts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RealPosts() {}

    static Path folder() {
        var data = located();
        Assumptions.assumeTrue(data != null && Files.isDirectory(data.resolve("real-posts")),
                "shared data \"real-posts\" is not here; set ARCHIVE_SHARED_DATA to its folder");
        return data.resolve("real-posts");
    }

    private static @Nullable Path located() {
        var named = System.getProperty("ARCHIVE_SHARED_DATA", System.getenv("ARCHIVE_SHARED_DATA"));
        if (named != null) {
            return Path.of(named);
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data"))) {
                return folder.resolve("shared/data");
            }
        }
        return null;
    }

    /** One post a line; close it. */
    static Stream<JsonNode> posts() {
        try {
            var lines = new GZIPInputStream(Files.newInputStream(folder().resolve("posts.ndjson.gz")), 1 << 16);
            return new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8)).lines().map(RealPosts::json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id under which the provenance counts it. */
    static String name(JsonNode post) {
        return post.get("platform").asText() + ":" + post.get("id").asText();
    }

    static SearchableRecord record(JsonNode post, long position) {
        var platform = platform(post.get("platform").asText());
        var made = Instant.parse(post.get("createdAt").asText());
        var author = text(post, "author");
        var words = new Words(post.get("text").asText(), author, author, author == null ? AuthorKind.UNKNOWN : AuthorKind.CITY,
                text(post, "lang"), text(post, "url"), List.of());
        var stretch = new Stretch(made.plusSeconds(60), null, 1, State.PRESENT, 1, false, false, words);
        var id = new RecordId(UUID.nameUUIDFromBytes(name(post).getBytes(StandardCharsets.UTF_8)));
        var handle = post.get("account").asText();
        return new SearchableRecord(id,
                new AccountId(UUID.nameUUIDFromBytes((platform + handle).getBytes(StandardCharsets.UTF_8))), handle,
                platform, "comment".equals(post.get("kind").asText()) ? Kind.COMMENT : Kind.POST, post.get("id").asText(),
                text(post, "inReplyTo"), made.plusSeconds(90),
                List.of(new Known(position, Known.NOW, made, true, List.of(stretch))));
    }

    static String platform(String source) {
        return source.equals("twitter") ? "x" : source;
    }

    private static @Nullable String text(JsonNode post, String field) {
        return post.hasNonNull(field) ? post.get(field).asText() : null;
    }
}
