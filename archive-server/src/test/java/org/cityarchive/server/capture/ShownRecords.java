package org.cityarchive.server.capture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.cityarchive.server.wiring.ArchiveProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API tells of the records of an account, without what no two archives have in common: ids, and when they took it in. */
final class ShownRecords {
    private static final Set<String> NOT_SEEN = Set.of("late", "held", "due", "not-yet-checked");
    private static final List<String> OWN = List.of("id", "parent", "account", "keptAt");

    private final ArchiveProcess archive;
    private final String account;

    ShownRecords(ArchiveProcess archive, String account) {
        this.archive = archive;
        this.account = account;
    }

    /** Every record by its native id; of one that was edited all wordings. */
    Map<String, String> all() {
        var shown = new TreeMap<String, String>();
        for (var record : archive.items("/api/v1/records?account=" + account)) {
            var id = record.path("id").asString();
            var wordings = record.path("marks").toString().contains("edited")
                    ? archive.items("/api/v1/records/" + id + "/versions")
                    : List.<JsonNode>of();
            shown.put(record.path("nativeId").asString(), common(record) + wordings.stream().map(ShownRecords::common).toList());
        }
        return shown;
    }

    private static String common(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OWN);
            // that something came late is told of the way in, and the law's marks of the day: neither of what was seen
            if (object.path("marks") instanceof ArrayNode marks) {
                var seen = marks.valueStream().filter(mark -> !NOT_SEEN.contains(mark.asString())).toList();
                marks.removeAll().addAll(seen);
            }
        }
        return node.toString();
    }
}
