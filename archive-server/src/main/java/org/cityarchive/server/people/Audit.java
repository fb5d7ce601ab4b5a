package org.cityarchive.server.people;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.people.ActorNames.Known;
import org.cityarchive.server.people.AuditAct.On;
import org.cityarchive.server.people.AuditRows.Meant;
import org.cityarchive.server.people.AuditRows.Row;
import org.jspecify.annotations.Nullable;

/** Who did what, when, in which role, on what (USERS.md story 10): the rows, in words. */
final class Audit {
    private static final List<String> THINGS = List.of("", "record ", "person ", "account ", "import ", "export ", "token ",
            "request ", "search ");

    private final AuditRows rows;
    private final AuditCounts counts;
    private final ActorNames names;
    private final AccountRegister accounts;

    Audit(AuditRows rows, AuditCounts counts, ActorNames names, AccountRegister accounts) {
        this.rows = rows;
        this.counts = counts;
        this.names = names;
        this.accounts = accounts;
    }

    /**
     * A page of the list.
     *
     * @param next cursor of the next page; null on the last
     * @param counts of each kind, whatever kinds are asked for
     * @param total of the kinds that are asked for
     */
    record Listed(List<AuditAct> acts, @Nullable String next, Map<AuditKind, Long> counts, long total) {}

    Listed list(AuditAsked asked) {
        var known = names.now();
        var meant = meant(asked.text(), known);
        var counted = counts.of(asked, meant);
        long total = counted.entrySet().stream().filter(e -> asked.kinds().contains(e.getKey())).mapToLong(Map.Entry::getValue)
                .sum();
        var found = rows.page(asked.after(asked.cursor(), asked.limit() + 1), meant);
        boolean more = found.size() > asked.limit();
        var shown = more ? found.subList(0, asked.limit()) : found;
        return new Listed(shown.stream().map(row -> words(row, known)).toList(),
                more ? shown.getLast().cursor().toString() : null, counted, total);
    }

    /** Who can be asked for, by name. */
    List<Map.Entry<String, String>> actors() {
        return names.now().sorted();
    }

    /** Hands on the whole list, page by page. */
    void each(AuditAsked asked, Each each) throws IOException {
        var known = names.now();
        var meant = meant(asked.text(), known);
        var rest = asked;
        while (true) {
            var found = rows.page(rest, meant);
            for (var row : found) {
                each.take(words(row, known));
            }
            if (found.size() < rest.limit()) {
                return;
            }
            rest = rest.after(found.getLast().cursor(), rest.limit());
        }
    }

    /** Takes the acts of a list one by one. */
    interface Each {
        void take(AuditAct act) throws IOException;
    }

    private Meant meant(String text, Known known) {
        var actors = text.isEmpty() ? Set.<String>of() : known.begins(text);
        var handles = text.isEmpty()
                ? Stream.<String>empty()
                : accounts.all().stream().filter(a -> a.handle().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                        .map(a -> "account " + a.account());
        var on = new HashSet<String>();
        THINGS.forEach(thing -> on.add(thing + text.toLowerCase(Locale.ROOT)));
        on.add(text);
        handles.forEach(on::add);
        actors.forEach(actor -> on.add("person " + actor));
        return new Meant(actors, on);
    }

    private AuditAct words(Row row, Known known) {
        return new AuditAct(row.at(), row.position() == 0 ? null : row.position(), row.kind().word(), what(row), row.detail(),
                known.of(row.actor()), row.actor(), known.role(row.actor(), row.role()), on(row.on(), known));
    }

    private static String what(Row row) {
        if (row.what().startsWith("import ")) {
            return "Import of " + row.what().substring("import ".length());
        }
        if (!row.what().matches("[A-Z_]+")) {
            return ActsDone.title(row.what());
        }
        return switch (row.what()) {
            case "SIGN_IN" -> "Signed in";
            case "SIGN_OUT" -> "Signed out";
            case "SEARCH" -> "Searched";
            case "EXPORT" -> "Exported";
            case "CREDENTIAL" -> row.on().startsWith("token ") ? "Token changed" : "Way in changed";
            case "RESTRICTED_READING" -> "Restricted record read";
            case "REFUSED" ->
                row.on().startsWith("GET ") ? "Reading refused" : row.on().contains(" /") ? "Write refused" : "Refused";
            default -> ActsDone.title(row.what().toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }

    private On on(String on, Known known) {
        int gap = on.indexOf(' ');
        var thing = gap < 0 ? on : on.substring(0, gap);
        var id = gap < 0 ? "" : on.substring(gap + 1);
        return switch (thing) {
            case "person" -> new On(known.of(id), id);
            case "account" -> new On(accounts.all().stream().filter(a -> a.account().toString().equals(id)).findFirst()
                    .map(a -> "account " + a.handle()).orElse("account"), id);
            case "record", "import", "export", "token", "request", "search" -> new On(thing, id);
            default -> new On(on, null);
        };
    }
}
