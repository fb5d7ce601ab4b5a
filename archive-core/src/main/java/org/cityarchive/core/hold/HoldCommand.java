package org.cityarchive.core.hold;

import java.util.List;
import java.util.UUID;

import org.cityarchive.core.law.Command;
import org.cityarchive.core.people.Acting;
import org.jspecify.annotations.Nullable;

/** What may be asked about legal holds. */
public sealed interface HoldCommand extends Command {
    HoldId hold();

    Acting by();

    /**
     * Let this hold bind from now on; placed already, it changes nothing.
     *
     * @param words id of the sealed matter, reason and custodians
     * @param scope id of the sealed scope
     */
    record PlaceHold(HoldId hold, UUID words, UUID scope, Acting by) implements HoldCommand {}

    /**
     * Let one more scope bind beside the others, and ask for the release of those that it narrows: both or neither.
     *
     * @param narrowing null: nothing leaves
     */
    record ChangeScope(HoldId hold, UUID scope, UUID words, @Nullable Narrowing narrowing, Acting by) implements HoldCommand {
        public ChangeScope(HoldId hold, UUID scope, UUID words, Acting by) {
            this(hold, scope, words, null, by);
        }
    }

    /**
     * The release that is asked for with a narrower scope.
     *
     * @param proposal a new id
     * @param scopes numbers of those that bind and are wider
     * @param words id of the sealed reason
     */
    record Narrowing(UUID proposal, List<Integer> scopes, UUID words) {
        public Narrowing {
            scopes = List.copyOf(scopes);
        }
    }

    /** Say that the notice was read; again, it changes nothing. */
    record AcknowledgeHold(HoldId hold, Acting by) implements HoldCommand {}

    /**
     * Ask for the release of some scopes, or of all.
     *
     * @param proposal a new id
     * @param scopes numbers; none: all that bind
     */
    record ProposeRelease(HoldId hold, UUID proposal, List<Integer> scopes, UUID words, Acting by) implements HoldCommand {}

    /** Take a proposal back, or say no to it. */
    record WithdrawRelease(HoldId hold, UUID proposal, Acting by) implements HoldCommand {}

    /** Confirm a proposal: the second step. */
    record ConfirmRelease(HoldId hold, UUID proposal, Acting by) implements HoldCommand {}
}
