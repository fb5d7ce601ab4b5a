package org.cityarchive.server.search;

import java.util.List;
import java.util.stream.Stream;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.Any;
import org.cityarchive.core.search.RecordQuery.OnAccount;
import org.cityarchive.server.account.AccountRegister.Entry;
import org.cityarchive.server.capture.RecordTitle;

/** How the accounts of the register are called on the search page, and asked for in a query. */
record AccountTerms(List<Entry> entries) {

    /** What people call it, with the platform where two are called the same. */
    String label(Entry account) {
        var name = account.name();
        long alike = entries.stream().filter(a -> a.name().equalsIgnoreCase(name)).count();
        return alike > 1 ? name + ", " + RecordTitle.platform(account.platform()) : name;
    }

    /** By its handle; by its id where two accounts have the same. */
    RecordQuery term(Entry account) {
        long alike = entries.stream().filter(a -> a.handle().equalsIgnoreCase(account.handle())).count();
        return new OnAccount(alike == 1 ? account.handle() : account.account().toString());
    }

    /** The part with its accounts spelled as {@link #term} does, whatever case or id was typed; others are left as they are. */
    RecordQuery spelled(RecordQuery part) {
        return switch (part) {
            case OnAccount(var name) -> {
                var meant = entries.stream()
                        .filter(a -> a.handle().equalsIgnoreCase(name) || a.account().toString().equalsIgnoreCase(name))
                        .map(this::term).toList();
                yield meant.isEmpty() ? part : RecordQuery.any(meant);
            }
            case Any(var parts) -> RecordQuery.any(parts.stream().map(this::spelled).toList());
            default -> part;
        };
    }

    Stream<String> platforms() {
        return entries.stream().map(Entry::platform);
    }
}
