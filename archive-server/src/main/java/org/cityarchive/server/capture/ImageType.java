package org.cityarchive.server.capture;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of images that a page may draw. Told by the bytes themselves, never by what somebody called them; none of them can hold a script. */
enum ImageType {
    PNG("image/png", "png"), JPEG("image/jpeg", "jpg"), GIF("image/gif", "gif"), WEBP("image/webp", "webp");

    /** So many first bytes tell. */
    static final int HEAD = 16;

    private final String mediaType;
    private final String ending;

    ImageType(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    String mediaType() {
        return mediaType;
    }

    String ending() {
        return ending;
    }

    /** Empty: no image that we draw. */
    static Optional<ImageType> of(byte[] head) {
        return Arrays.stream(values()).filter(type -> type.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
        return switch (this) {
            case PNG -> at(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
            case JPEG -> at(head, 0, 0xFF, 0xD8, 0xFF);
            case GIF -> at(head, 0, 'G', 'I', 'F', '8', '7', 'a') || at(head, 0, 'G', 'I', 'F', '8', '9', 'a');
            case WEBP -> at(head, 0, 'R', 'I', 'F', 'F') && at(head, 8, 'W', 'E', 'B', 'P');
        };
    }

    private static boolean at(byte[] head, int from, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (from + i >= head.length || (head[from + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
