package org.cityarchive.server.retention;

import java.util.List;
import java.util.Locale;

import org.cityarchive.core.retention.Obstacle;
import org.jspecify.annotations.Nullable;

/**
 * Why a record is not due, as lists count it: each record once, under the first of its reasons in this order.
 */
public enum Reason {
    HOLD(1), RELEASE_WAIT(2), REQUEST(4), TRIGGER(8), SERIES(16), OFFER(32), REPLY(64), PERMANENT(128), KEPT(256), UNPROVEN(512);

    /** Those of what is past its period that stand through some day, in the order in which they count. */
    static final List<Reason> ON_A_DAY = List.of(RELEASE_WAIT, OFFER, REPLY);

    private final int bit;

    Reason(int bit) {
        this.bit = bit;
    }

    /** The reason that an obstacle is. */
    public static Reason of(Obstacle obstacle) {
        return switch (obstacle.name()) {
            case "held" -> HOLD;
            case "cooling-off" -> RELEASE_WAIT;
            case "in-request" -> REQUEST;
            case "trigger-unresolved" -> TRIGGER;
            case "unclassified", "classification-unconfirmed", "series-unconfirmed", "series-not-in-force" -> SERIES;
            case "offer-needed", "offered", "claimed" -> OFFER;
            case "reply-kept" -> REPLY;
            case "permanent" -> PERMANENT;
            case "obliged" -> KEPT;
            default -> UNPROVEN;
        };
    }

    /** In small letters, as addresses and JSON name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The first of the reasons whose bits these are; null: none. */
    public static @Nullable Reason first(int bits) {
        for (var reason : values()) {
            if ((bits & reason.bit) != 0) {
                return reason;
            }
        }
        return null;
    }

    /** Its place in a row's kinds. */
    public int bit() {
        return bit;
    }

    /** Whether a date of the row makes it stand on the day; null where the row has none. */
    String dated() {
        return switch (this) {
            case RELEASE_WAIT -> "cooling_through >= :day";
            case KEPT -> "kept_through >= :day";
            case REPLY -> "reply_through >= :day";
            case OFFER -> "(offer_last < :day and (offered_through is null or offered_through >= :day))";
            case HOLD, REQUEST, TRIGGER, SERIES, PERMANENT, UNPROVEN -> "false";
        };
    }

    /** Whether it stands on a day, as a condition on retention_record; each {@code :day} is the day. */
    String condition() {
        var endless = "(kinds & " + bit() + ") <> 0";
        return switch (this) {
            case HOLD, REQUEST, TRIGGER, SERIES, PERMANENT, UNPROVEN -> endless;
            case RELEASE_WAIT, KEPT -> dated();
            case REPLY, OFFER -> "(" + endless + " or " + dated() + ")";
        };
    }
}
