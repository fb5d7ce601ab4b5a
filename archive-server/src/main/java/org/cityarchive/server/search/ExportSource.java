package org.cityarchive.server.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.search.Findings.Finding;
import org.jspecify.annotations.Nullable;

/** The records of an export, some at a time, so that memory holds no more than those. */
final class ExportSource {
    private static final int AT_ONCE = 500;

    private final Findings findings;
    private final Records records;
    private final ExportWish wish;
    private final long position;
    private Asked asked;
    private int taken;
    private boolean over;

    /** @param asked the wish's search, of one position's knowledge */
    ExportSource(Findings findings, Records records, ExportWish wish, Asked asked) {
        this.findings = findings;
        this.records = records;
        this.wish = wish;
        this.position = asked.asOf().position();
        this.asked = asked.limited(AT_ONCE);
    }

    /**
     * A record to be written.
     *
     * @param parent what it answers; null where it answers nothing, or nothing that was known then
     */
    record Exported(Finding finding, @Nullable RecordAt parent) {
        RecordAt record() {
            return finding.record();
        }
    }

    /** The next records; none: that was all. */
    List<Exported> next() {
        if (over) {
            return List.of();
        }
        var found = wish.isChosen() ? chosen() : searched();
        var parents = parents(found);
        return found.stream().map(finding -> new Exported(finding, parent(finding, parents))).toList();
    }

    private List<Finding> searched() {
        var found = findings.find(asked);
        if (found.results().position() < position) {
            throw new Failure.StoreBusy("the index has not read position " + position + " yet");
        }
        var next = found.results().next();
        over = next == null;
        asked = next == null ? asked : asked.after(next);
        return found.findings();
    }

    private List<Finding> chosen() {
        var ids = wish.ids().subList(taken, Math.min(taken + AT_ONCE, wish.ids().size()));
        taken += ids.size();
        over = taken == wish.ids().size();
        return of(ids);
    }

    private List<Finding> of(List<RecordId> ids) {
        var views = records.views(ids, position);
        var found = new ArrayList<Finding>();
        for (var id : ids) {
            var view = views.get(id);
            if (view != null) {
                RecordAt.of(view, asked.asOf().platform()).ifPresent(record -> found.add(new Finding(record, null, 0)));
            }
        }
        return found;
    }

    /** Those chosen that were not there then. */
    static Set<RecordId> missing(Records records, ExportWish wish, Asked asked) {
        var missing = new LinkedHashSet<>(wish.ids());
        for (int at = 0; at < wish.ids().size(); at += AT_ONCE) {
            var ids = wish.ids().subList(at, Math.min(at + AT_ONCE, wish.ids().size()));
            records.views(ids, asked.asOf().position()).values().stream()
                    .filter(view -> RecordAt.of(view, asked.asOf().platform()).isPresent())
                    .forEach(view -> missing.remove(view.record()));
        }
        return missing;
    }

    private Map<RecordId, RecordAt> parents(List<Finding> found) {
        var ids = found.stream().map(finding -> finding.record().view().parent()).filter(Objects::nonNull).distinct().toList();
        var parents = new HashMap<RecordId, RecordAt>();
        if (wish.forms().contains(ExportForm.HTML) && !ids.isEmpty()) {
            records.views(ids, position).forEach((id, view) -> RecordAt.of(view, asked.asOf().platform())
                    .ifPresent(record -> parents.put(id, record)));
        }
        return parents;
    }

    private static @Nullable RecordAt parent(Finding finding, Map<RecordId, RecordAt> parents) {
        var parent = finding.record().view().parent();
        return parent == null ? null : parents.get(parent);
    }
}
