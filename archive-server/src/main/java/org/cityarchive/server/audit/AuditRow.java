package org.cityarchive.server.audit;

import java.util.Arrays;
import java.util.List;

/** A comparison as a page shows it. */
public record AuditRow(String title, String how, boolean begun, long looked, long differences) {

    /** All comparisons of an audit, those that did not begin yet as well. */
    public static List<AuditRow> of(AuditState audit) {
        return Arrays.stream(Comparison.values()).map(one -> new AuditRow(one.title(), one.how(),
                audit.tallies().containsKey(one), audit.tally(one).looked(), audit.tally(one).differences())).toList();
    }
}
