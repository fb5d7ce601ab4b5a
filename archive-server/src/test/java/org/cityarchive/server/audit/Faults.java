package org.cityarchive.server.audit;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/** What an insider with all rights can do to a database, how it is undone, and what an audit has to say of it. */
final class Faults {
    private Faults() {}

    /**
     * A fault.
     *
     * @param undo how it is mended; {@code {x}} in any of them is what {@code x} asked for before
     */
    record Fault(String name, List<String> x, String plant, String undo, List<String> found) {}

    private static Arguments fault(String name, List<String> x, String plant, String undo, String... found) {
        return Arguments.of(new Fault(name, x, plant, undo, List.of(found)));
    }

    private static final String POST = "select position from event where type = 'capture.PostCaptured' order by position offset %d limit 1";
    static final String RECORD = "select record from vault_part where version = 1 order by record offset %d limit 1";

    private static final String NOBODYS = "00000000-0000-4000-8000-00000000e5a5";

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("an event's byte", List.of(POST.formatted(3)),
                        "update event set payload = set_byte(payload, 30, get_byte(payload, 30) # 1) where position = {0}",
                        "update event set payload = set_byte(payload, 30, get_byte(payload, 30) # 1) where position = {0}",
                        "A01 event {0}"),
                fault("an event's time", List.of(POST.formatted(4)),
                        "update event set at = at + interval '1 millisecond' where position = {0}",
                        "update event set at = at - interval '1 millisecond' where position = {0}", "A01 event {0}"),
                fault("a fact deleted", List.of(POST.formatted(10)),
                        "with gone as (delete from event where position = {0} returning *) insert into kept_event select * from gone",
                        "with back as (delete from kept_event returning *) insert into event select * from back",
                        "A02 event {0}"),
                fault("a fact put in by hand", List.of("select max(position) + 1000 from event"), """
                        insert into event select (json_populate_record(e, json_build_object('position', {0}::bigint,
                            'id', gen_random_uuid()))).* from event e where type = 'capture.PostCaptured' limit 1""",
                        "delete from event where position = {0}", "A03 event {0}"),
                fault("a tag of a fact to come", List.of("select max(position) + 2000 from event"),
                        "insert into event_tag values (decode(repeat('cd', 16), 'hex'), {0})",
                        "delete from event_tag where tag = decode(repeat('cd', 16), 'hex')",
                        "A07 event_tag cdcdcdcdcdcdcdcd at {0}"),
                fault("a commit's row", List.of("select number from event_commit order by number limit 1",
                        "select quote_literal(row(c.*)::text) from event_commit c order by number limit 1"),
                        "delete from event_commit where number = {0}",
                        "insert into event_commit select ({1}::event_commit).*", "A05 event_commit {0}"),
                fault("a commit's MAC", List.of("select min(number) + 1 from event_commit"),
                        "update event_commit set mac = set_byte(mac, 0, get_byte(mac, 0) # 1) where number = {0}",
                        "update event_commit set mac = set_byte(mac, 0, get_byte(mac, 0) # 1) where number = {0}",
                        "A04 event_commit {0}"),
                fault("a tag's row", List.of(POST.formatted(5), "select encode(tag, 'hex') from event_tag where position = ("
                        + POST.formatted(5) + ")",
                        "select convert_from(payload, 'UTF8')::jsonb ->> 'record' from event where position = ("
                                + POST.formatted(5) + ")"),
                        "delete from event_tag where position = {0}",
                        "insert into event_tag values (decode('{1}', 'hex'), {0})", "A06 event_tag record {2} at {0}"),
                fault("a tag too many", List.of(POST.formatted(6)),
                        "insert into event_tag values (decode(repeat('ab', 16), 'hex'), {0})",
                        "delete from event_tag where tag = decode(repeat('ab', 16), 'hex')",
                        "A07 event_tag abababababababab at {0}"),
                fault("a tile", List.of(),
                        "update evidence_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 0",
                        "update evidence_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 0",
                        "A11 evidence_tile 0/0"),
                fault("a checkpoint's root", List.of("select min(size) from evidence_checkpoint"),
                        "update evidence_checkpoint set root = set_byte(root, 3, get_byte(root, 3) # 1) where size = {0}",
                        "update evidence_checkpoint set root = set_byte(root, 3, get_byte(root, 3) # 1) where size = {0}",
                        "A14 evidence_checkpoint {0}"),
                fault("a checkpoint's row", List.of("select min(size) from evidence_checkpoint",
                        "select quote_literal(row(c.*)::text) from evidence_checkpoint c order by size limit 1"),
                        "delete from evidence_checkpoint where size = {0}",
                        "insert into evidence_checkpoint select ({1}::evidence_checkpoint).*", "A15 evidence_checkpoint {0}"),
                fault("a part missing", List.of(RECORD.formatted(2)),
                        "with gone as (delete from vault_part where record = '{0}' and version = 1 returning *) insert into kept_part select * from gone",
                        "with back as (delete from kept_part returning *) insert into vault_part select * from back",
                        "A21 vault_part {0} v1/content"),
                fault("two parts swapped", List.of(RECORD.formatted(4), RECORD.formatted(5)), SWAP, SWAP,
                        "A22 vault_part {0} v1/content", "A22 vault_part {1} v1/content"),
                fault("a part too many", List.of(RECORD.formatted(6)),
                        "insert into vault_part values ('{0}', 77, 'content', 0, 'x')",
                        "delete from vault_part where version = 77",
                        "A26 vault_part {0} v77/content"),
                fault("a key missing",
                        List.of(RECORD.formatted(7), "select encode(wrapped, 'hex') from vault_record_key where record = ("
                                + RECORD.formatted(7) + ")",
                                "select batch from vault_record_key where record = (" + RECORD.formatted(7) + ")"),
                        "delete from vault_record_key where record = '{0}'",
                        "insert into vault_record_key values ('{0}', 1, {2}, decode('{1}', 'hex'))", "A24 vault_record_key {0}"),
                fault("a key changed", List.of(RECORD.formatted(8)), FLIP_KEY, FLIP_KEY, "A25 vault_record_key {0}"),
                fault("a key too many", List.of(),
                        "insert into vault_record_key values ('00000000-0000-0000-0000-0000000000aa', 1, 1, decode(repeat('00', 40), 'hex'))",
                        "delete from vault_record_key where record = '00000000-0000-0000-0000-0000000000aa'",
                        "A27 vault_record_key 00000000-0000-0000-0000-0000000000aa"),
                fault("a sighting removed", List.of("select max(number) - 1 from capture_sighting",
                        "select quote_literal(row(c.*)::text) from capture_sighting c where number = (select max(number) - 1 from capture_sighting)"),
                        "delete from capture_sighting where number = {0}",
                        "insert into capture_sighting overriding system value select ({1}::capture_sighting).*",
                        "A31 capture_sighting number {0}"),
                fault("a sighting changed", List.of("select min(number) from capture_sighting"),
                        "update capture_sighting set seen = 1 where number = {0}",
                        "update capture_sighting set seen = 0 where number = {0}", "A32 capture_sighting number {0}"),
                fault("a reading of the access log removed", List.of("select min(entry) from access_log",
                        "select quote_literal(row(c.*)::text) from access_log c order by entry limit 1"),
                        "delete from access_log where entry = {0}",
                        "insert into access_log overriding system value select ({1}::access_log).*", "A31 access_log entry {0}"),
                fault("a line that was kept aside removed", List.of(
                        "select quote_literal(row(c.*)::text) from capture_reject c", "select import from capture_reject"),
                        "delete from capture_reject",
                        "insert into capture_reject overriding system value select ({0}::capture_reject).*",
                        "A31 capture_reject number 1", "A47 capture_import {1}"),
                fault("a line that was kept aside changed", List.of("select type from capture_reject"),
                        "update capture_reject set type = 'other'", "update capture_reject set type = '{0}'",
                        "A32 capture_reject number 1"),
                fault("an import's sum", List.of("select import from capture_import"),
                        "update capture_import set refused = refused + 1, unchanged = unchanged - 1",
                        "update capture_import set refused = refused - 1, unchanged = unchanged + 1", "A47 capture_import {0}"),
                fault("a record said to be erased", List.of(),
                        "insert into vault_erased (record, life, at, up_to, cleared_at, done_at) values ('" + NOBODYS
                                + "', 1, now(), 1, now(), now())",
                        "delete from vault_erased where record = '" + NOBODYS + "'",
                        "A30 vault_erased " + NOBODYS + " 1"),
                fault("an answer of a kept search", List.of("select saved from search_alert limit 1", RECORD.formatted(1)),
                        "insert into search_alert values ('{0}', '{1}', 1, 2)", "delete from search_alert where position = 2",
                        "A46 search_alert {0} 2 {1}"),
                fault("marks changed", List.of(),
                        "update evidence_row_mark set marks = set_byte(marks, 9, get_byte(marks, 9) # 1) where of_table = 'access_log'",
                        "update evidence_row_mark set marks = set_byte(marks, 9, get_byte(marks, 9) # 1) where of_table = 'access_log'",
                        "A34 evidence_row_mark access_log 0"),
                fault("a person's name", List.of("select person from people_name limit 1"),
                        "update people_name set sealed = set_byte(sealed, 14, get_byte(sealed, 14) # 1) where person = '{0}'",
                        "update people_name set sealed = set_byte(sealed, 14, get_byte(sealed, 14) # 1) where person = '{0}'",
                        "A35 people_name {0}"),
                fault("a list's row altered", List.of("select account from account_register"),
                        "update account_register set handle = 'other'", "update account_register set handle = 'town'",
                        "A41 account_register {0}"),
                fault("a list's row missing", List.of("select min(position) from people_act",
                        "select quote_literal(row(c.*)::text) from people_act c order by position limit 1"),
                        "delete from people_act where position = {0}", "insert into people_act select ({1}::people_act).*",
                        "A42 people_act {0}"),
                fault("a list's row too many", List.of(),
                        "insert into people_act values (99, now(), 'x', 'clerk', 'people.PersonAdded', '', '')",
                        "delete from people_act where position = 99", "A43 people_act 99"),
                fault("a reader's token ahead",
                        List.of("select position from projection_token where projection = 'policy_profile-1'"),
                        "update projection_token set position = position + 1000000 where projection = 'policy_profile-1'",
                        "update projection_token set position = {0} where projection = 'policy_profile-1'",
                        "A44 projection_token policy_profile-1"));
    }

    private static final String SWAP = """
            update vault_part p set sealed = o.sealed from vault_part o where p.version = 1 and o.version = 1
            and ((p.record = '{0}' and o.record = '{1}') or (p.record = '{1}' and o.record = '{0}'))""";
    static final String FLIP_KEY = "update vault_record_key set wrapped = set_byte(wrapped, 9, get_byte(wrapped, 9) # 1) where record = '{0}'";
}
