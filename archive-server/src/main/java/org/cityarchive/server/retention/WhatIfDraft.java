package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.RuleVersion;

/**
 * What is asked: the law as it is, and as it were with a draft folded in.
 *
 * @param key names the draft as it stood; the same key is the same question
 * @param title such as "Cottonwood Bend 2027"
 * @param day by which both are judged: today, or the first day of a schedule that begins later
 * @param then with the draft adopted, and each of its series that a person read confirmed
 * @param confirmed with the draft adopted and all its series confirmed
 * @param rule the drafted rule and what it matches; empty: the draft is a schedule
 */
record WhatIfDraft(String key, String title, LocalDate day, RetentionNow now, RetentionNow then, RetentionNow confirmed,
        Optional<Matched> rule) {

    /** A wording of a rule, and the records that it matches now. */
    record Matched(RuleVersion version, Set<RecordId> records) {}
}
