package org.cityarchive.search.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.cityarchive.core.capture.RecordId;

/**
 * What was found in the index's files after records were purged from them.
 *
 * @param commit the name of the commit that was read
 * @param files how many there are
 * @param deleted documents that are marked deleted and still lie in a file
 * @param left purged records that a segment still names
 * @param strays files that belong to no commit; they go when the last search that reads them has ended
 */
public record Purged(String commit, int files, int deleted, Set<RecordId> left, List<String> strays) {
    private static final String LOCK = "write.lock";

    public Purged {
        left = Set.copyOf(left);
        strays = List.copyOf(strays);
    }

    static Purged of(Directory directory, DirectoryReader reader, Collection<RecordId> gone) throws IOException {
        var left = new HashSet<RecordId>();
        for (var leaf : reader.leaves()) {
            var terms = leaf.reader().terms(RecordFields.ID);
            if (terms != null) {
                var each = terms.iterator();
                for (var record : gone) {
                    if (each.seekExact(RecordFields.bytes(record))) {
                        left.add(record);
                    }
                }
            }
        }
        var commit = reader.getIndexCommit();
        var strays = new ArrayList<>(Arrays.asList(directory.listAll()));
        strays.removeAll(commit.getFileNames());
        strays.remove(LOCK);
        return new Purged(commit.getSegmentsFileName(), commit.getFileNames().size(), reader.numDeletedDocs(), left, strays);
    }

    /** The same, where something else lies beside the index that may hold the purged. */
    public Purged among(String stray) {
        var all = new ArrayList<>(strays);
        all.add(stray);
        return new Purged(commit, files, deleted, left, all);
    }

    /** Whether nothing of the purged is left. */
    public boolean isClean() {
        return deleted == 0 && left.isEmpty() && strays.isEmpty();
    }
}
