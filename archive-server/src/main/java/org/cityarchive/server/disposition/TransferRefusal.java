package org.cityarchive.server.disposition;

import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;

/** The noes about handing records over that are said before the law is asked. */
sealed interface TransferRefusal extends Refusal {
    Citation CLAIMED = new Citation("LAW C.1, M-21, M-28",
            "A record is handed over to who claimed it, or with an approved list.");
    Citation RECEIPT = new Citation("LAW M-21, C.8",
            "What is handed over is acknowledged by who takes it, before anything of it may go.");

    /** Nobody claimed it, and its list is not approved. */
    record NotClaimed(RecordId record, OfferedTo to) implements TransferRefusal {
        @Override
        public String name() {
            return "transfer-not-claimed";
        }

        @Override
        public String sentence() {
            return "Not packed: record " + record + " was not claimed by " + to.title()
                    + ", and its list is not approved. Enter the claim at the offers, or have the list approved.";
        }

        @Override
        public Citation citation() {
            return CLAIMED;
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString(), "to", to.word());
        }
    }

    /** The package that a receipt is for was never whole. */
    record NotWhole(String state) implements TransferRefusal {
        @Override
        public String name() {
            return "transfer-package-not-whole";
        }

        @Override
        public String sentence() {
            return "Not entered: this package is " + state + " and was never whole. Only what was handed over is acknowledged.";
        }

        @Override
        public Citation citation() {
            return RECEIPT;
        }

        @Override
        public Map<String, String> values() {
            return Map.of("state", state);
        }
    }

    /** They acknowledge something else. */
    record AnotherDigest() implements TransferRefusal {
        @Override
        public String name() {
            return "transfer-receipt-differs";
        }

        @Override
        public String sentence() {
            return "Not entered: the SHA-256 on the receipt is not that of this package. They hold something else; send it again,"
                    + " and enter what they acknowledge.";
        }

        @Override
        public Citation citation() {
            return RECEIPT;
        }

        @Override
        public Map<String, String> values() {
            return Map.of();
        }
    }
}
