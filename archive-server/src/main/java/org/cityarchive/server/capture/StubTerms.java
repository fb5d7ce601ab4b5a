package org.cityarchive.server.capture;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.Mark;
import org.cityarchive.core.search.RecordQuery.Name;
import org.cityarchive.server.account.AccountRegister;
import org.jspecify.annotations.Nullable;

/**
 * A query as far as destroyed records can still answer it. Account, platform, kind, time and series remain; words, authors and media are
 * gone, and whether these would have answered is not known. What could have answered is counted, never what would not.
 *
 * @param could condition of capture_stub s: it may have answered
 * @param certain whether all that the query asks remains, so that each of them did answer
 */
public record StubTerms(Condition could, boolean certain) {
    private static final Condition YES = new Condition("true", List.of());
    private static final Condition NO = new Condition("false", List.of());

    /** Ids in one place of a condition. */
    record Ids(List<UUID> ids) {}

    /** A piece of SQL and what stands in its places. */
    public record Condition(String sql, List<Object> values) {
        static Condition of(String sql, Object... values) {
            return new Condition(sql, List.of(values));
        }

        private Condition not() {
            return equals(YES) ? NO : equals(NO) ? YES : new Condition("not (" + sql + ")", values);
        }

        private Condition and(Condition other) {
            return equals(NO) || other.equals(YES) ? this : other.equals(NO) || equals(YES) ? other : joined(" and ", other);
        }

        private Condition or(Condition other) {
            return equals(YES) || other.equals(NO) ? this : other.equals(YES) || equals(NO) ? other : joined(" or ", other);
        }

        private Condition joined(String by, Condition other) {
            return new Condition("(" + sql + by + other.sql + ")",
                    Stream.concat(values.stream(), other.values.stream()).toList());
        }
    }

    /** What a part says of a stub: it may answer; it does, whatever is not known. */
    private record Says(Condition may, Condition does) {
        static Says known(Condition condition) {
            return new Says(condition, condition);
        }

        static Says atMost(Condition condition) {
            return new Says(condition, NO);
        }
    }

    /** @param scopes by which requests are looked up */
    static StubTerms of(RecordQuery query, Supplier<List<AccountRegister.Entry>> accounts, NamedScopes scopes) {
        var reading = new Reading(accounts, scopes);
        return new StubTerms(reading.says(query).may(), reading.certain);
    }

    private static final class Reading {
        private final Supplier<List<AccountRegister.Entry>> accounts;
        private final NamedScopes scopes;
        private boolean certain = true;

        Reading(Supplier<List<AccountRegister.Entry>> accounts, NamedScopes scopes) {
            this.accounts = accounts;
            this.scopes = scopes;
        }

        Says says(RecordQuery query) {
            return switch (query) {
                case RecordQuery.All(var parts) -> all(parts, YES, Condition::and);
                case RecordQuery.Any(var parts) -> all(parts, NO, Condition::or);
                case RecordQuery.Not(var part) -> {
                    var inner = says(part);
                    yield new Says(inner.does().not(), inner.may().not());
                }
                default -> leaf(query).map(Says::known).orElseGet(() -> {
                    certain = false;
                    return Says.atMost(atMost(query));
                });
            };
        }

        private Says all(List<RecordQuery> parts, Condition first, BinaryOperator<Condition> join) {
            var said = parts.stream().map(this::says).toList();
            return new Says(said.stream().map(Says::may).reduce(first, join), said.stream().map(Says::does).reduce(first, join));
        }

        /** What remains; empty: it went. */
        private Optional<Condition> leaf(RecordQuery query) {
            return switch (query) {
                case RecordQuery.Everything _ -> Optional.of(YES);
                case RecordQuery.OnAccount(var name) ->
                    Optional.of(Condition.of("s.account = any(?)", uuids(accounts.get().stream()
                            .filter(one -> one.handle().equalsIgnoreCase(name) || one.account().toString().equalsIgnoreCase(name))
                            .map(one -> one.account().value()))));
                case RecordQuery.OnPlatform(var platform) -> Optional.of(Condition.of("s.platform = ?", platform));
                case RecordQuery.OfKind(var kind) -> Optional.of(Condition.of("s.kind = ?", RecordAt.word(kind)));
                case RecordQuery.Made(var _, var _, var from, var until) -> Optional.of(between("s.at", from, until));
                case RecordQuery.Captured(var _, var _, var from, var until) -> Optional.of(between("s.known_at", from, until));
                case RecordQuery.Among(var records) -> Optional.of(among(records));
                case RecordQuery.Named named -> Optional.of(named(named));
                default -> Optional.empty();
            };
        }

        /** The names are those of today: what is destroyed is neither held nor due. */
        private Condition named(RecordQuery.Named named) {
            return switch (named.name()) {
                case HELD, DUE, HOLD -> NO;
                case SERIES -> Condition.of("s.series @> array[?]::text[]", named.value());
                case REQUEST -> among(scopes.records(new RecordQuery.Named(Name.REQUEST, named.value())));
            };
        }

        private static Condition among(Collection<RecordId> records) {
            return Condition.of("s.record = any(?)", uuids(records.stream().map(RecordId::value)));
        }

        /** A bound of what went: without a wording no words answered. */
        private static Condition atMost(RecordQuery query) {
            return switch (query) {
                case RecordQuery.Text _,RecordQuery.Hashtag _,RecordQuery.Mention _ -> Condition.of("s.wordings > 0");
                case RecordQuery.Is(var mark) -> mark == Mark.DELETED || mark == Mark.WAS_DELETED
                        ? Condition.of("s.gone")
                        : mark == Mark.HIDDEN || mark == Mark.WAS_HIDDEN
                                ? Condition.of("s.hidden")
                                : mark == Mark.EDITED ? Condition.of("s.wordings > 1") : YES;
                case RecordQuery.ReplyTo _ -> Condition.of("(s.parent is not null or s.kind = 'message')");
                default -> YES;
            };
        }

        private static Condition between(String column, @Nullable Instant from, @Nullable Instant until) {
            var parts = new ArrayList<Condition>();
            if (from != null) {
                parts.add(Condition.of(column + " >= ?", from.atOffset(ZoneOffset.UTC)));
            }
            if (until != null) {
                parts.add(Condition.of(column + " < ?", until.atOffset(ZoneOffset.UTC)));
            }
            return parts.stream().reduce(YES, Condition::and);
        }

        private static Ids uuids(Stream<UUID> ids) {
            return new Ids(ids.toList());
        }
    }
}
