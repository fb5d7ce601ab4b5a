package org.cityarchive.server.hold;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.core.people.PersonId;

/**
 * What a hold is for, in the words of who placed it.
 *
 * @param name of the matter: "Doe v. City"
 * @param reference a docket or claim number; empty: none
 * @param reason why records must be kept
 * @param custodians who is told, and says that it was read
 */
public record Matter(String name, String reference, String reason, List<PersonId> custodians) {
    static final int LONGEST = 200;
    static final int LONGEST_REASON = 4_000;

    public Matter {
        custodians = custodians.stream().distinct().toList();
    }

    static Matter of(Map<String, String> words) {
        return new Matter(words.getOrDefault("matter", ""), words.getOrDefault("reference", ""),
                words.getOrDefault("reason", ""), people(words.getOrDefault("custodians", "")));
    }

    Map<String, String> words() {
        return Map.of("matter", name, "reference", reference, "reason", reason, "custodians", spelled(custodians));
    }

    static String spelled(List<PersonId> people) {
        return people.stream().map(PersonId::toString).collect(Collectors.joining(" "));
    }

    /** Ids that a form or a row spells one after another; what is none is left out. */
    static List<PersonId> people(String ids) {
        return Arrays.stream(ids.strip().split("\\s+", -1))
                .filter(id -> id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(id -> new PersonId(UUID.fromString(id))).distinct().toList();
    }
}
