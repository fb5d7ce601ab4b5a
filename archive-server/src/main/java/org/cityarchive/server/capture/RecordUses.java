package org.cityarchive.server.capture;

import java.util.Optional;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.security.Roles;

/** Where is a record used? So far: which imports brought what is known of it. */
final class RecordUses {
    private final ImportJobs imports;
    private final SealedNames names;

    RecordUses(ImportJobs imports, SealedNames names) {
        this.imports = imports;
        this.names = names;
    }

    /** @param by who started it, in which role then, such as "R. Haugen, City Clerk" */
    public record Brought(ImportView view, String by) {}

    /** The imports that brought facts of a record, by their ids, in the order in which they came. */
    Map<String, Brought> imports(RecordView record) {
        var brought = new LinkedHashMap<String, Brought>();
        for (var recorded : record.facts()) {
            var by = recorded.by();
            if (!brought.containsKey(by.correlation())) {
                id(by.correlation()).flatMap(imports::view).ifPresent(
                        view -> brought.put(by.correlation(), new Brought(view, by(by.actor(), by.role()))));
            }
        }
        return brought;
    }

    /** A person's name or "a program" for a token, with the role; what acts by itself is the archive. */
    private String by(String actor, String role) {
        var title = Roles.find(role).map(Roles::title).orElse(role);
        return actor.startsWith("token:")
                ? "a program, " + title
                : id(actor).map(person -> names.of(new PersonId(person)).orElse("a person whose name is gone") + ", " + title)
                        .orElse("the archive itself");
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
