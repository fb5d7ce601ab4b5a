package org.cityarchive.ingest.xarchive;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Observation.Attached;
import org.cityarchive.ingest.zip.PackedMedium;
import org.cityarchive.ingest.zip.ZipPart;
import org.jspecify.annotations.Nullable;

/** Pictures and films that the zip holds beside its posts. */
final class XMedia {
    private final XFiles files;
    private long tooLarge;
    private long broken;

    XMedia(XFiles files) {
        this.files = files;
    }

    List<Attached> of(XPart part, String id, @Nullable List<Content.Media> media) throws IOException {
        var attached = new ArrayList<Attached>();
        for (int i = 0; media != null && i < media.size(); i++) {
            var file = fileOf(media.get(i).url());
            var found = files.other(part.folder() + folder(part) + "/" + id + "-" + file);
            if (found.isPresent()) {
                attached(i, type(file), found.get()).ifPresent(attached::add);
            }
        }
        return attached;
    }

    private Optional<Attached> attached(int index, String mediaType, ZipPart part) throws IOException {
        try {
            var packed = new PackedMedium(files.file(), part);
            if (packed.isTooLarge()) {
                tooLarge++;
                return Optional.empty();
            }
            return Optional.of(packed.attached(index, mediaType));
        } catch (ZipException | EOFException _) {
            broken++;
            return Optional.empty();
        }
    }

    private static String folder(XPart part) {
        return switch (part.role()) {
            case DELETED -> "deleted_tweets_media";
            case MESSAGES -> part.name().contains("-group") ? "direct_messages_group_media" : "direct_messages_media";
            default -> part.name().contains("community") ? "community_tweet_media" : "tweets_media";
        };
    }

    private static String fileOf(String url) {
        int query = url.indexOf('?');
        var path = query < 0 ? url : url.substring(0, query);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "jpg", "jpeg" -> "image/jpeg";
            case "png" -> "image/png";
            case "gif" -> "image/gif";
            case "webp" -> "image/webp";
            case "mp4" -> "video/mp4";
            default -> "application/octet-stream";
        };
    }

    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (tooLarge > 0) {
            remarks.add(tooLarge + " media files are larger than 512 MiB and were not taken from the archive.");
        }
        if (broken > 0) {
            remarks.add(broken + " media files are broken in the archive and were not taken.");
        }
        return remarks;
    }
}
