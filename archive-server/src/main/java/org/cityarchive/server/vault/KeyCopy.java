package org.cityarchive.server.vault;

import java.util.TreeMap;

/** A copy of an archive's keys, kept elsewhere under another master key. */
final class KeyCopy {
    private KeyCopy() {}

    /** Adds to the copy what it lacks, and destroys in it what was destroyed. */
    static void bringUpToDate(FileKeys keys, FileKeys copy) {
        for (String name : keys.ring().names()) {
            if (!copy.folder().has(name)) {
                copy.ring().keep(name, keys.ring().key(name), new TreeMap<>(keys.folder().read(name)));
            }
        }
        for (String name : keys.folder().names(FileKeys.DESTROYED)) {
            copy.folder().write(name, keys.folder().read(name));
            String live = name.replace(FileKeys.DESTROYED, KeyRing.BUCKET);
            if (copy.folder().has(live)) {
                copy.folder().destroy(live);
            }
        }
    }
}
