package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.disposition.DueList.Wanted;
import org.cityarchive.server.retention.Reason;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What an address asks of the due list.
 *
 * @param account null: all
 * @param year of the record date; null: all
 * @param only {@code due}, or the word of a {@link Reason}; null: all
 * @param since the first day of those that are due; null: since whenever
 */
record DueAsked(LocalDate day, @Nullable AccountId account, @Nullable SeriesCode series, @Nullable Integer year,
        @Nullable String only, @Nullable LocalDate since) {
    static final String DUE = "due";
    private static final int LAST_YEAR = 9999;

    /**
     * Read from the parameters on, account, series, year, reason and since; no day: today.
     *
     * @param accounts from which a handle is read as well as an id
     */
    static DueAsked of(Parameters given, LocalDate today, List<AccountRegister.Entry> accounts) {
        var since = given.text("since").map(text -> day("since", text)).orElse(null);
        var only = given.text("reason").map(DueAsked::only).orElse(since == null ? null : DUE);
        if (since != null && !DUE.equals(only)) {
            throw new BadParameter("since", "The parameter since asks for what is due; leave reason out, or say due.");
        }
        return new DueAsked(given.text("on").map(text -> day("on", text)).orElse(today),
                given.text("account").map(text -> account(text.strip(), accounts)).orElse(null),
                given.text("series").map(DueAsked::series).orElse(null),
                given.number("year").map(DueAsked::year).orElse(null), only, since);
    }

    /** What the bar counts. */
    Wanted all() {
        return new Wanted(day, account, series, null, year, null, null);
    }

    /** What the list holds. */
    Wanted wanted() {
        if (only == null) {
            return all();
        }
        return only.equals(DUE)
                ? new Wanted(day, account, series, true, year, null, since)
                : all().onlyBecause(reason(only));
    }

    /** How many the list holds, of what the bar counted. */
    long total(DueList.Bar bar) {
        if (only == null) {
            return bar.total();
        }
        return only.equals(DUE) ? bar.due() : bar.not().getOrDefault(reason(only), 0L);
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text.length() == 10 ? text : "");
        } catch (DateTimeParseException _) {
            throw new BadParameter(name, "The parameter " + name + " takes a day such as 2026-11-20.");
        }
    }

    /** By its id or handle; a handle that two platforms have is told apart by the id. */
    private static AccountId account(String text, List<AccountRegister.Entry> accounts) {
        var found = accounts.stream().filter(one -> one.account().toString().equalsIgnoreCase(text)
                || one.handle().equalsIgnoreCase(text.startsWith("@") ? text.substring(1) : text)).toList();
        if (found.size() != 1) {
            throw new BadParameter("account", found.isEmpty()
                    ? "The register has no such account. The parameter account takes its handle or id."
                    : "Several accounts have this handle. Give the id of one.");
        }
        return found.getFirst().account();
    }

    private static SeriesCode series(String text) {
        try {
            return new SeriesCode(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new BadParameter("series", "The parameter series takes the code of a series such as S1-CORR-ROUTINE.");
        }
    }

    private static Integer year(long number) {
        if (number < 1 || number > LAST_YEAR) {
            throw new BadParameter("year", "The parameter year takes a year such as 2023.");
        }
        return (int) number;
    }

    private static String only(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        return word.equals(DUE) ? DUE : reason(word).word();
    }

    private static Reason reason(String word) {
        return Arrays.stream(Reason.values()).filter(one -> one.word().equals(word)).findFirst()
                .orElseThrow(() -> new BadParameter("reason", "The parameter reason takes one of: due, "
                        + Arrays.stream(Reason.values()).map(Reason::word).collect(Collectors.joining(", ")) + "."));
    }
}
