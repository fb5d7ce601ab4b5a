package org.cityarchive.server.audit;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that does not agree, and where it lies. It names; it never quotes what was kept.
 *
 * @param position of the fact
 * @param fact its id
 * @param record the record that it concerns
 * @param part of the vault: "v1/content", "v1/media/0"
 * @param place a table, or a file of the index
 * @param key of the row, or of the entry, within its place
 * @param what is wrong, in words
 */
public record Difference(Code code, @Nullable Long position, @Nullable UUID fact, @Nullable UUID record, @Nullable String part,
        @Nullable String place, @Nullable String key, String what) {

    /** At a fact. */
    static Difference atFact(Code code, StoredFact fact, String what) {
        return new Difference(code, fact.position(), fact.id(), fact.record(), null, "event", String.valueOf(fact.position()),
                what);
    }

    /** At a position that has no fact, or none that can be read. */
    static Difference atPosition(Code code, long position, String place, String what) {
        return new Difference(code, position, null, null, null, place, String.valueOf(position), what);
    }

    /** At a row of a table. */
    static Difference atRow(Code code, String table, String key, String what) {
        return new Difference(code, null, null, null, null, table, key, what);
    }

    /** At a record. */
    static Difference atRecord(Code code, UUID record, @Nullable String part, String place, String key, String what) {
        return new Difference(code, null, null, record, part, place, key, what);
    }

    /** By it the same difference found twice is known. */
    String identity() {
        return code + " " + place + " " + key + " " + part;
    }

    /** In one line: where, and what is wrong. */
    public String sentence() {
        var where = new StringBuilder();
        add(where, "fact ", position);
        add(where, "record ", record);
        add(where, "part ", part);
        if (position == null && record == null) {
            add(where, "", place);
            add(where, "", key);
        }
        return where + ": " + what;
    }

    private static void add(StringBuilder where, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            where.append(where.isEmpty() ? "" : ", ").append(name).append(value);
        }
    }

    /** What can be found. A code keeps its meaning for ever. */
    public enum Code {
        /** The fact is not the one that was signed. */
        A01(Comparison.FACTS, "Fact altered", Next.RESTORE_ROW),
        /** A position has no fact. */
        A02(Comparison.FACTS, "Fact missing", Next.RESTORE_ROW),
        /** No commit of the program covers the fact. */
        A03(Comparison.FACTS, "Fact put in past the program", Next.INSIDER),
        /** The commit's MAC is not that of its facts. */
        A04(Comparison.FACTS, "Commit altered", Next.RESTORE_ROW),
        /** A commit's row is missing. */
        A05(Comparison.FACTS, "Commit missing", Next.RESTORE_ROW),
        /** A tag that the fact's payload shows has no row: decisions would not see the fact. */
        A06(Comparison.FACTS, "Tag missing", Next.RESTORE_ROW),
        /** A tag's row that no payload shows. */
        A07(Comparison.FACTS, "Tag added", Next.INSIDER),
        /** Times fall by more than a second between neighbours. */
        A08(Comparison.FACTS, "Clock disagrees", Next.CLOCK),
        /** The store's head is not at its last commit. */
        A09(Comparison.FACTS, "Head differs", Next.RESTORE_ROW),
        /** The fact is as it was signed, and this program cannot read it. */
        A10(Comparison.FACTS, "Fact unreadable", Next.VERSION),
        /** A tile holds other hashes than the facts lead to. */
        A11(Comparison.FACTS, "Tile altered", Next.LOG),
        /** A tile is missing or too short. */
        A12(Comparison.FACTS, "Tile missing", Next.LOG),
        /** Facts are not in the log. */
        A13(Comparison.FACTS, "Not in the log", Next.LOG),
        /** A checkpoint has another root than the facts lead to, or than its fact says. */
        A14(Comparison.FACTS, "Checkpoint replaced", Next.LOG),
        /** A checkpoint that a fact tells of is missing. */
        A15(Comparison.FACTS, "Checkpoint missing", Next.LOG),
        /** A checkpoint is not signed by this log's keys. */
        A16(Comparison.FACTS, "Checkpoint not signed", Next.LOG),
        /** The log does not continue what was published. */
        A17(Comparison.FACTS, "Log behind its anchor", Next.LOG),
        /** A part that a fact tells of is missing, and no destruction says so. */
        A21(Comparison.VAULT, "Part missing", Next.RESTORE_PART),
        /** A part does not open. */
        A22(Comparison.VAULT, "Part changed or misplaced", Next.RESTORE_PART),
        /** A part opens and is not what its fact committed to. */
        A23(Comparison.VAULT, "Content differs", Next.RESTORE_PART),
        /** A record has no key. */
        A24(Comparison.VAULT, "Key missing", Next.RESTORE_KEY),
        /** A record's key does not open. */
        A25(Comparison.VAULT, "Key changed", Next.RESTORE_KEY),
        /** A part that no fact tells of. */
        A26(Comparison.VAULT, "Part added", Next.INSIDER),
        /** A key or alias of a record that no fact tells of. */
        A27(Comparison.VAULT, "Key or alias added", Next.INSIDER),
        /** A destruction journal beside the keys is gone or another one. */
        A28(Comparison.VAULT, "Destruction journal missing or changed", Next.RESTORE_JOURNAL),
        /** A key, part or alias of a record that a fact says is destroyed. */
        A29(Comparison.VAULT, "Destroyed and still there", Next.DESTROY),
        /** The row that says what was erased is missing, or says what neither a fact nor a journal does. */
        A30(Comparison.VAULT, "Erasure not as the facts say", Next.INSIDER),
        /** A row beside the facts is gone. */
        A31(Comparison.BESIDE, "Row removed", Next.RESTORE_ROW),
        /** A row beside the facts is another one. */
        A32(Comparison.BESIDE, "Row changed", Next.RESTORE_ROW),
        /** A row beside the facts came in between older ones. */
        A33(Comparison.BESIDE, "Row added", Next.INSIDER),
        /** The marks of such rows were touched themselves. */
        A34(Comparison.BESIDE, "Marks changed", Next.RESTORE_ROW),
        /** Sealed words do not open. */
        A35(Comparison.BESIDE, "Sealed words changed", Next.RESTORE_ROW),
        /** Sealed words that a fact names are missing. */
        A36(Comparison.BESIDE, "Sealed words missing", Next.RESTORE_ROW),
        /** A list's row is not what a replay writes. */
        A41(Comparison.LISTS, "Row altered", Next.REBUILD_LIST),
        /** A list lacks a row. */
        A42(Comparison.LISTS, "Row missing", Next.REBUILD_LIST),
        /** A list has a row too many. */
        A43(Comparison.LISTS, "Row too many", Next.REBUILD_LIST),
        /** A reader claims to have read facts that are not there. */
        A44(Comparison.LISTS, "Reader ahead of the facts", Next.REBUILD_LIST),
        /** A reader stopped at a fact. */
        A45(Comparison.LISTS, "Reader stopped", Next.REBUILD_LIST),
        /** A kept search's answer that rests on no fact. */
        A46(Comparison.LISTS, "Answer of no fact", Next.INSIDER),
        /** An import's sum is not that of its lines. */
        A47(Comparison.LISTS, "Sum differs", Next.INSIDER),
        /** The index has other words or marks of a record than its vault parts lead to. */
        A51(Comparison.INDEX, "Index altered", Next.REBUILD_INDEX),
        /** A record is not in the index. */
        A52(Comparison.INDEX, "Not in the index", Next.REBUILD_INDEX),
        /** The index has an entry too many. */
        A53(Comparison.INDEX, "Too many in the index", Next.REBUILD_INDEX),
        /** A file of the index is damaged. */
        A54(Comparison.INDEX, "Index damaged", Next.REBUILD_INDEX),
        /** The index claims to have read facts that are not there. */
        A55(Comparison.INDEX, "Index ahead of the facts", Next.REBUILD_INDEX);

        private final Comparison comparison;
        private final String title;
        private final Next next;

        Code(Comparison comparison, String title, Next next) {
            this.comparison = comparison;
            this.title = title;
            this.next = next;
        }

        public Comparison comparison() {
            return comparison;
        }

        public String title() {
            return title;
        }

        /** What to do. */
        public String next() {
            return next.words;
        }
    }

    private enum Next {
        RESTORE_ROW(
                "Do not rely on it. Take the row from the newest backup in which it agrees, and find out who can write to the database."), //
        RESTORE_PART(
                "Take the part's rows from the newest backup in which they open; until then this wording cannot be shown or proven."), //
        RESTORE_KEY("Take the key's row from the newest backup that has it; without it nothing of the record opens."), //
        RESTORE_JOURNAL(
                "Bring the journal back from a backup or the copy of the keys: without it no older backup can be restored."), //
        DESTROY("A lawful destruction took it away, and it was put back past the program: keep a copy of the row as evidence, find out who can"
                + " write to the database, and have it deleted."), //
        INSIDER("Somebody wrote into the database past this program. Keep it as it is, and find out who can."), //
        CLOCK("Compare the server's clock with a time server; proofs do not rest on it."), //
        VERSION("Use the version of the program that wrote it, or a newer one."), //
        LOG("Sign nothing over it. Compare with the checkpoints that witnesses, minutes and the key folder hold, and restore from a backup that agrees."), //
        REBUILD_LIST("Nothing is lost: archive rebuild makes the list again from the facts. Find out what wrote to it."), //
        REBUILD_INDEX(
                "Nothing is lost: archive rebuild record_index-1 makes the index again. Searches since may have missed records.");

        private final String words;

        Next(String words) {
            this.words = words;
        }
    }
}
