package org.cityarchive.server.hold;

import java.util.Map;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;

/** The noes about holds that are said before the law is asked. */
public sealed interface HoldDoorRefusal extends Refusal {

    /** Who was not told has nothing to acknowledge. */
    record NotACustodian(HoldId hold) implements HoldDoorRefusal {
        @Override
        public String name() {
            return "not-a-custodian";
        }

        @Override
        public String sentence() {
            return "Not acknowledged: this hold does not name you as a custodian. The people on its list acknowledge it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7", "Notice goes to the custodians, and they acknowledge it.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("hold", hold.toString());
        }
    }
}
