package org.cityarchive.server.hold;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What is to be held, as typed. Accounts, authors and the period each narrow the query; single records come besides.
 *
 * @param query in the search page's language
 * @param accounts ids, each apart by a blank; any of them
 * @param authors names or ids on the platform, one a line; any of them
 * @param from first city day; empty: no bound
 * @param to last city day; empty: an open end
 * @param threads whether the whole thread of each match is held
 * @param records ids or links, however they are pasted
 */
record ScopeForm(String query, String accounts, String authors, String from, String to, boolean threads, String records) {
    static final ScopeForm EMPTY = new ScopeForm("", "", "", "", "", false, "");
    /** The most records that are named one by one. */
    static final int MOST_RECORDS = 5_000;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    static ScopeForm of(Parameters given) {
        return new ScopeForm(given.text("q").orElse("").strip(), String.join(" ", given.all("accounts")),
                given.text("authors").orElse("").strip(), given.text("from").orElse(""), given.text("to").orElse(""),
                given.flag("threads"), String.join("\n", given.all("records")).strip());
    }

    static ScopeForm of(Map<String, String> kept) {
        return new ScopeForm(kept.getOrDefault("q", ""), kept.getOrDefault("accounts", ""), kept.getOrDefault("authors", ""),
                kept.getOrDefault("from", ""), kept.getOrDefault("to", ""), kept.containsKey("threads"),
                kept.getOrDefault("records", ""));
    }

    Map<String, String> kept() {
        var kept = new HashMap<>(Map.of("q", query, "accounts", accounts, "authors", authors, "from", from, "to", to, "records",
                records));
        if (threads) {
            kept.put("threads", "on");
        }
        return kept;
    }

    public boolean isEmpty() {
        return query.isBlank() && accounts.isBlank() && authors.isBlank() && records.isBlank();
    }

    /** Whether an account is among those ticked. */
    public boolean isOn(String account) {
        return List.of(accounts.split(" ", -1)).contains(account);
    }

    /**
     * What it asks for.
     *
     * @throws QueryError the query cannot be read
     * @throws BadParameter another field cannot be read, or nothing is named
     */
    ScopeWish read(ZoneId city) {
        if (isEmpty()) {
            throw new BadParameter("q",
                    "Nothing is named yet. Type words, choose an account or an author, or name single records.");
        }
        var single = single();
        var parts = new ArrayList<RecordQuery>();
        if (!query.isBlank()) {
            parts.add(RecordQuery.parse(query, city));
        }
        add(parts, Arrays.stream(accounts.split(" ", -1)).filter(id -> !id.isBlank())
                .map(id -> (RecordQuery) new RecordQuery.OnAccount(id)).toList());
        add(parts, authors.lines().map(String::strip).filter(name -> !name.isEmpty())
                .map(name -> (RecordQuery) new RecordQuery.By(name)).toList());
        if (parts.isEmpty()) {
            return new ScopeWish(null, single, false);
        }
        var first = day("from", from);
        var last = day("to", to);
        if (first != null) {
            parts.add(RecordQuery.parse("after:" + first, city));
        }
        if (last != null) {
            parts.add(RecordQuery.parse("before:" + last.plusDays(1), city));
        }
        if (first != null && last != null && last.isBefore(first)) {
            throw new BadParameter("to", "The last day stands before the first.");
        }
        return new ScopeWish(RecordQuery.all(parts), single, threads);
    }

    private static void add(List<RecordQuery> parts, List<RecordQuery> choice) {
        if (!choice.isEmpty()) {
            parts.add(RecordQuery.any(choice));
        }
    }

    private static @Nullable LocalDate day(String name, String typed) {
        try {
            return typed.isBlank() ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeParseException _) {
            throw new BadParameter(name, "This is no day; one is 2026-05-01.");
        }
    }

    private Set<RecordId> single() {
        var found = new LinkedHashSet<RecordId>();
        for (var pasted : records.strip().split("[\\s,;]+", -1)) {
            var id = ID.matcher(pasted);
            if (id.find()) {
                found.add(new RecordId(UUID.fromString(id.group())));
            } else if (!pasted.isEmpty()) {
                throw new BadParameter("records",
                        "“" + pasted + "” names no record. Paste a record’s number or the link of its page.");
            }
        }
        if (found.size() > MOST_RECORDS) {
            throw new BadParameter("records",
                    "At most " + MOST_RECORDS + " records are named one by one; hold what a query finds.");
        }
        return found;
    }
}
