package org.cityarchive.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

import org.cityarchive.server.capture.SampleCity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An endless row of posts, the same in every run: the real ones in a random order, and after them new ones that join the halves of two of
 * them, so that no text comes twice and none is nonsense.
 */
final class Posts {
    private final List<Post> real;
    private final String source;
    private int given;

    private Posts(List<Post> real, String source) {
        this.real = real;
        this.source = source;
    }

    static Posts open(Path folder) throws IOException {
        var file = folder.resolve("posts.ndjson.gz");
        var real = Files.isReadable(file) ? ofFile(file) : ofSample();
        Collections.shuffle(real, new Random(1));
        return new Posts(real, Files.isReadable(file) ? real.size() + " real posts" : "the sample city, varied");
    }

    /** Where they come from, in words. */
    String source() {
        return source;
    }

    Post next() {
        int round = given / real.size();
        Post post = real.get(given % real.size());
        if (round > 0) {
            var other = real.get((int) ((given * 7_919L + round * 104_729L) % real.size()));
            post = new Post(post.platform(), post.account(), post.id() + "-" + round, post.kind(),
                    half(post.text(), true) + " " + half(other.text(), false), post.createdAt().plus(round, ChronoUnit.MINUTES),
                    post.author(), post.parent(), post.url(), post.lang());
        }
        given++;
        return post;
    }

    List<Post> next(int count) {
        var posts = new ArrayList<Post>(count);
        for (int i = 0; i < count; i++) {
            posts.add(next());
        }
        return posts;
    }

    /** Passes posts over, as if they had been given. */
    void skip(int count) {
        given += count;
    }

    private static String half(String text, boolean first) {
        int middle = text.indexOf(' ', text.length() / 2);
        return middle < 0 ? text : first ? text.substring(0, middle) : text.substring(middle + 1);
    }

    private static List<Post> ofFile(Path file) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            return new ArrayList<>(in.lines().map(line -> {
                var json = Post.JSON.readTree(line);
                var platform = json.path("platform").asString();
                return post(json, platform.equals("twitter") ? "x" : platform, json.path("author").asString(null),
                        json.path("inReplyTo").asString(null));
            }).toList());
        }
    }

    private static List<Post> ofSample() throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(SampleCity.packed()))) {
            zip.getNextEntry();
            var seen = new java.util.HashSet<String>();
            var posts = new ArrayList<Post>();
            new String(zip.readAllBytes(), UTF_8).lines().map(Post.JSON::readTree)
                    .filter(json -> json.path("state").asString().equals("present") && json.path("text").isString()
                            && json.path("createdAt").isString()
                            && List.of("post", "comment").contains(json.path("kind").asString()))
                    .forEach(json -> {
                        if (seen.add(json.path("platform").asString() + json.path("id").asString())) {
                            posts.add(
                                    post(json, json.path("platform").asString(), json.path("author").path("name").asString(null),
                                            json.path("parent").asString(null)));
                        }
                    });
            return posts;
        }
    }

    private static Post post(JsonNode json, String platform, @Nullable String author, @Nullable String parent) {
        return new Post(platform, json.path("account").asString(), json.path("id").asString(), json.path("kind").asString(),
                json.path("text").asString(), Instant.parse(json.path("createdAt").asString()), author, parent,
                json.path("url").asString(null), json.path("lang").asString(null));
    }
}
