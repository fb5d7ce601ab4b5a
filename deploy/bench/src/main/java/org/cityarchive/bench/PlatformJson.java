package org.cityarchive.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A post as a platform's API answers it: the text among ids, counters, entities and the whole author, more than 2 KB. */
final class PlatformJson {
    private static final String AVATAR = "https://pbs.example.com/profile_images/";

    private PlatformJson() {}

    /** The observed line that carries the platform's answer as its raw member. */
    static String line(Post post) {
        var line = post.members();
        line.put("raw", answer(post));
        return Post.JSON.writeValueAsString(line);
    }

    private static Map<String, Object> answer(Post post) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("created_at", post.createdAt().toString());
        answer.put("id_str", post.id());
        answer.put("full_text", post.text());
        answer.put("truncated", false);
        answer.put("display_text_range", List.of(0, post.text().length()));
        answer.put("entities",
                Map.of("hashtags", words(post, "#"), "user_mentions", words(post, "@"), "urls", words(post, "http"),
                        "symbols", List.of()));
        answer.put("source", "<a href=\"https://mobile.example.com/download\" rel=\"nofollow\">Social Web App</a>");
        answer.put("in_reply_to_status_id_str", post.parent());
        answer.put("user", user(post));
        int seed = post.id().hashCode() >>> 1;
        answer.put("retweet_count", seed % 500);
        answer.put("favorite_count", seed % 2_000);
        answer.put("quote_count", seed % 40);
        answer.put("reply_count", seed % 90);
        answer.put("public_metrics", Map.of("impression_count", seed % 90_000, "bookmark_count", seed % 30));
        answer.put("context_annotations", List.of(Map.of("domain", Map.of("id", "35", "name", "Politician", "description",
                "Politicians in the world, such as those who hold an office"), "entity",
                Map.of("id", String.valueOf(seed), "name",
                        post.account()))));
        answer.put("lang", post.lang());
        answer.put("edit_controls",
                Map.of("edits_remaining", 5, "is_edit_eligible", true, "editable_until", post.createdAt().toString()));
        return answer;
    }

    private static Map<String, Object> user(Post post) {
        var user = new LinkedHashMap<String, Object>();
        String id = Integer.toString(post.account().hashCode() >>> 1);
        user.put("id_str", id);
        user.put("name", post.account());
        user.put("screen_name", post.account());
        user.put("location", "Washington, DC");
        user.put("description",
                "Official account. Working for the people of the district every day. Retweets are no endorsements.");
        user.put("url", "https://links.example.com/" + id);
        user.put("protected", false);
        user.put("followers_count", id.hashCode() >>> 12);
        user.put("friends_count", id.hashCode() >>> 20);
        user.put("listed_count", id.hashCode() >>> 22);
        user.put("created_at", "2011-01-04T15:33:18Z");
        user.put("verified", true);
        user.put("statuses_count", id.hashCode() >>> 14);
        for (var name : List.of("profile_background_color", "profile_link_color", "profile_sidebar_border_color",
                "profile_sidebar_fill_color", "profile_text_color")) {
            user.put(name, "C0DEED");
        }
        for (var name : List.of("profile_image_url", "profile_image_url_https", "profile_banner_url",
                "profile_background_image_url")) {
            user.put(name, AVATAR + id + "/" + Integer.toHexString((name + id).hashCode()) + "_normal.jpg");
        }
        for (var name : List.of("default_profile", "default_profile_image", "geo_enabled", "is_translator",
                "contributors_enabled",
                "is_translation_enabled", "profile_use_background_image", "has_extended_profile", "follow_request_sent",
                "notifications")) {
            user.put(name, false);
        }
        return user;
    }

    private static List<Map<String, Object>> words(Post post, String beginning) {
        return java.util.Arrays.stream(post.text().split("\\s+", -1)).filter(w -> w.startsWith(beginning) && w.length() > 1)
                .map(w -> Map.<String, Object>of("text", w, "indices",
                        List.of(post.text().indexOf(w), post.text().indexOf(w) + w.length())))
                .toList();
    }
}
