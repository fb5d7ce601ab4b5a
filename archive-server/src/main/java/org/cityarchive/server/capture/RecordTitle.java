package org.cityarchive.server.capture;

import java.util.Locale;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How pages name a record.
 *
 * @param author who wrote it, as the platform says; the account where it is the city's own and nobody is named
 * @param what such as "comment on City of Cottonwood Bend"
 * @param platform as people say it
 * @param mark letters of the platform's square
 */
public record RecordTitle(String author, String initials, String kind, String what, String platform, String mark) {
    /** A longer name would be a text; the source shows it whole. */
    private static final int LONGEST = 160;

    public static RecordTitle of(RecordAt record) {
        var origin = record.history().origin();
        var account = record.view().account();
        var author = author(record);
        var own = record.view().authorKind() == AuthorKind.CITY;
        var kind = switch (origin.kind()) {
            case POST -> "post";
            case COMMENT -> "comment";
            case MESSAGE -> "message";
            case PROFILE -> "profile";
        };
        var what = switch (origin.kind()) {
            case POST -> own ? "post on " + account.name() : "post on " + account.name() + "’s page";
            case COMMENT -> "comment on " + account.name();
            case MESSAGE -> own ? "message from " + account.name() : "message to " + account.name();
            case PROFILE -> "profile of " + account.name();
        };
        return new RecordTitle(author, initials(author), kind, what, platform(origin.platform()), mark(origin.platform()));
    }

    /** Such as "Comment by R. Doe". */
    public String sentence() {
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " by ";
    }

    private static String author(RecordAt record) {
        var content = record.content();
        var name = name(content == null ? null : content.author());
        if (name != null) {
            return name;
        }
        boolean citys = record.view().authorKind() == AuthorKind.CITY || record.history().origin().kind() == Kind.PROFILE;
        return citys ? record.view().account().name() : "author not known";
    }

    private static @Nullable String name(Content.@Nullable Author author) {
        if (author == null) {
            return null;
        }
        var name = author.name() != null && !author.name().isBlank() ? author.name() : author.id();
        if (name == null || name.isBlank()) {
            return null;
        }
        var fold = Fold.of(name, LONGEST, LONGEST, 0);
        return fold.isFolded() ? fold.start() + "…" : name;
    }

    private static String initials(String author) {
        var initials = new StringBuilder();
        for (var word : author.strip().split("\\s+", -1)) {
            int first = word.codePoints().filter(Character::isLetterOrDigit).findFirst().orElse(-1);
            if (first >= 0 && initials.codePointCount(0, initials.length()) < 2) {
                initials.appendCodePoint(Character.toUpperCase(first));
            }
        }
        return initials.isEmpty() ? "?" : initials.toString();
    }

    /** A platform's name as people say it. */
    public static String platform(String platform) {
        return switch (platform) {
            case "facebook" -> "Facebook";
            case "instagram" -> "Instagram";
            case "twitter", "x" -> "X";
            case "youtube" -> "YouTube";
            case "mastodon" -> "Mastodon";
            case "bluesky" -> "Bluesky";
            case "nextdoor" -> "Nextdoor";
            case "threads" -> "Threads";
            case "linkedin" -> "LinkedIn";
            case "tiktok" -> "TikTok";
            default -> platform;
        };
    }

    /** Name of the icon in the platform's square. */
    public static String mark(String platform) {
        return switch (platform) {
            case "facebook", "instagram", "youtube", "mastodon", "bluesky", "threads", "linkedin", "tiktok" -> platform;
            case "twitter", "x" -> "twitter-x";
            default -> "globe2";
        };
    }
}
