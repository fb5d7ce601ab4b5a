package org.cityarchive.server.vault;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.cityarchive.server.vault.KeyProvider.KeyId;

/** The keys of each bucket, counted from 1; the last one is its key while it lives. Whoever calls runs alone in the folder. */
final class BucketKeys {
    static final String NAME = "bucket";
    static final String MADE_AT = "madeAt";
    private static final Pattern ID = Pattern.compile("([^/]+)#([0-9]{1,9})");

    private final KeyFolder folder;
    private final KeyRing ring;
    private final Supplier<Instant> now;

    BucketKeys(KeyFolder folder, KeyRing ring, Supplier<Instant> now) {
        this.folder = folder;
        this.ring = ring;
        this.now = now;
    }

    /** The bucket's live key; made when there is none. */
    KeyId current(Bucket bucket) {
        var stem = bucket.name().replace('/', '+');
        int last = last(stem);
        return isLive(stem, last) ? new KeyId(stem + "#" + last) : made(stem, last + 1, bucket.name());
    }

    /** The one after this one, made when there is none: a renewal that was killed goes on. */
    KeyId after(KeyId old, String bucket) {
        var named = ID.matcher(old.value());
        if (!named.matches()) {
            throw new KeyTrouble("The bucket key " + old + " is not named as this program names them.");
        }
        var stem = named.group(1);
        int last = last(stem);
        return last > Integer.parseInt(named.group(2)) && isLive(stem, last)
                ? new KeyId(stem + "#" + last)
                : made(stem, last + 1, bucket);
    }

    private KeyId made(String stem, int number, String bucket) {
        var id = new KeyId(stem + "#" + number);
        ring.keep(id + KeyRing.BUCKET, MasterKey.random(32), Map.of(NAME, bucket, MADE_AT, now.get().toString()));
        return id;
    }

    private int last(String stem) {
        int last = 0;
        while (folder.has(stem + "#" + (last + 1) + FileKeys.DESTROYED) || folder.has(stem + "#" + (last + 1) + KeyRing.BUCKET)) {
            last++;
        }
        return last;
    }

    private boolean isLive(String stem, int number) {
        return folder.has(stem + "#" + number + KeyRing.BUCKET) && !folder.has(stem + "#" + number + FileKeys.DESTROYED);
    }
}
