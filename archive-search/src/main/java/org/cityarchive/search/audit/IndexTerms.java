package org.cityarchive.search.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.FSDirectory;

/**
 * Every term that lies in the files of an index, those of deleted documents too. Terms are packed on the disk, so that a search for their
 * bytes proves nothing.
 */
public final class IndexTerms {
    private IndexTerms() {}

    /** The fields, each with its file's folder, in which a term is such; of every commit below the folder. */
    public static Set<String> in(Path folder, Predicate<byte[]> such) throws IOException {
        var found = new TreeSet<String>();
        try (var folders = Files.walk(folder)) {
            for (var each : folders.filter(Files::isDirectory).toList()) {
                try (var directory = FSDirectory.open(each); var reader = DirectoryReader.open(directory)) {
                    for (var leaf : reader.leaves()) {
                        look(leaf.reader(), each + " ", such, found);
                    }
                } catch (IndexNotFoundException _) {
                    // a folder of something else
                }
            }
        }
        return found;
    }

    private static void look(LeafReader segment, String where, Predicate<byte[]> such, Set<String> found) throws IOException {
        for (var field : segment.getFieldInfos()) {
            var terms = segment.terms(field.name);
            if (terms != null) {
                look(terms.iterator(), where + field.name, such, found);
            }
            switch (field.getDocValuesType()) {
                case SORTED -> {
                    SortedDocValues values = segment.getSortedDocValues(field.name);
                    look(values.termsEnum(), where + field.name, such, found);
                }
                case SORTED_SET -> {
                    SortedSetDocValues values = segment.getSortedSetDocValues(field.name);
                    look(values.termsEnum(), where + field.name, such, found);
                }
                case NONE, NUMERIC, BINARY, SORTED_NUMERIC -> {
                    // numbers; the index has no binary values
                }
            }
        }
    }

    private static void look(TermsEnum terms, String where, Predicate<byte[]> such, Set<String> found) throws IOException {
        for (var term = terms.next(); term != null; term = terms.next()) {
            if (such.test(Arrays.copyOfRange(term.bytes, term.offset, term.offset + term.length))) {
                found.add(where);
            }
        }
    }
}
