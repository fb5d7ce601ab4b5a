package org.cityarchive.server.people;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.Roles;

/** What those who act are called: people by their names, tokens by theirs, and whatever else acts is the archive itself. */
public final class ActorNames {
    private static final String TOKEN = "token:";

    private final SealedNames names;
    private final ApiTokens tokens;

    ActorNames(SealedNames names, ApiTokens tokens) {
        this.names = names;
        this.tokens = tokens;
    }

    /** Names as they are now, for one answer. */
    public record Known(Map<String, String> names) {
        /** An actor's name. */
        public String of(String actor) {
            var name = names.get(actor);
            return name != null
                    ? name
                    : isPerson(actor)
                            ? "a person whose name is gone"
                            : isToken(actor) ? "a token" : isNobody(actor) ? "Nobody signed in" : "The archive";
        }

        /** The role in which somebody acted, as people say it; what acts by itself is automation. */
        public String role(String actor, String role) {
            return isPerson(actor) || isToken(actor)
                    ? Roles.find(role).map(Roles::title).orElse(role)
                    : isNobody(actor) ? "not known" : "automation";
        }

        /** The ids of those in whose name a word begins so. */
        Set<String> begins(String text) {
            var wanted = text.toLowerCase(Locale.ROOT);
            return names.entrySet().stream().filter(entry -> begins(entry.getValue().toLowerCase(Locale.ROOT), wanted))
                    .map(Map.Entry::getKey).collect(Collectors.toSet());
        }

        private static boolean begins(String name, String wanted) {
            for (int at = name.indexOf(wanted); at >= 0; at = name.indexOf(wanted, at + 1)) {
                if (at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1))) {
                    return true;
                }
            }
            return false;
        }

        /** All, by name. */
        List<Map.Entry<String, String>> sorted() {
            return names.entrySet().stream().sorted(Map.Entry.<String, String>comparingByValue(String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder()))).toList();
        }

        private static boolean isToken(String actor) {
            return actor.startsWith(TOKEN);
        }

        private static boolean isNobody(String actor) {
            return actor.equals(AccessLog.NOBODY);
        }

        private static boolean isPerson(String actor) {
            return actor.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        }
    }

    /** As of now. */
    public Known now() {
        var known = new LinkedHashMap<String, String>();
        names.all().forEach((person, name) -> known.put(person.toString(), name));
        tokens.all().forEach(token -> known.put(TOKEN + token.id(), "Token “" + token.name() + "”"));
        return new Known(known);
    }
}
