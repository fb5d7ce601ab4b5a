package org.cityarchive.server.capture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import org.cityarchive.server.wiring.ArchiveOverHttp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API tells of the records of an account, without what no two archives have in common: ids, and when they took it in. */
final class ShownRecords {
    private static final Set<String> NOT_SEEN = Set.of("late", "held", "due", "not-yet-checked");
    private static final List<String> OWN = List.of("id", "parent", "account", "keptAt");

    private final ArchiveOverHttp archive;
    private final String account;

    ShownRecords(ArchiveOverHttp archive, String account) {
        this.archive = archive;
        this.account = account;
    }

    /** Every record by its native id; of one that was edited all wordings. */
    Map<String, String> all() {
        return shown(record -> {
            var wordings = wordings(record); // by its id, which no two archives have in common
            return common(record) + wordings.stream().map(ShownRecords::common).toList();
        });
    }

    /** Every record by its native id, as it was worded last. */
    Map<String, String> last() {
        return shown(ShownRecords::common);
    }

    private Map<String, String> shown(Function<JsonNode, String> as) {
        var shown = new TreeMap<String, String>();
        for (var record : archive.items("/api/v1/records?account=" + account)) {
            shown.put(record.path("nativeId").asString(), as.apply(record));
        }
        return shown;
    }

    private List<JsonNode> wordings(JsonNode record) {
        return record.path("marks").toString().contains("edited")
                ? archive.items("/api/v1/records/" + record.path("id").asString() + "/versions")
                : List.of();
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
