package org.cityarchive.core.request;

import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;

/** The noes about requests for public records. */
public sealed interface RequestRefusal extends Refusal {

    /** Another role does this. */
    record NotInThisRole(Role role) implements RequestRefusal {
        @Override
        public String name() {
            return "request-not-in-this-role";
        }

        @Override
        public String sentence() {
            return "Not done: as " + role.word() + " you do not keep the requests. Forward it to the clerk.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW KA-63", "Records requests are forwarded to the City Clerk promptly.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("role", role.word());
        }
    }

    /** There is no such request. */
    record UnknownRequest(RequestId request) implements RequestRefusal {
        @Override
        public String name() {
            return "unknown-request";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: there is no such request. Enter it first.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-08", "A request is known by its receipt.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("request", request.toString());
        }
    }

    /** A closed request takes nothing more in. */
    record Closed(RequestId request) implements RequestRefusal {
        @Override
        public String name() {
            return "request-closed";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: this request is closed. Enter a new one if somebody asks again.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-08", "A request ends when it is answered; a further question is a request of its own.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("request", request.toString());
        }
    }

    /** What is destroyed can be shown to nobody. */
    record Destroyed(RecordId record) implements RequestRefusal {
        @Override
        public String name() {
            return "record-destroyed";
        }

        @Override
        public String sentence() {
            return "Not included: this record was lawfully destroyed. Answer with the number of its certificate (NR-DESTROYED).";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW D.1 NR-DESTROYED", "Lawfully destroyed; certificate id given (MCA 2-6-1012, 7-5-4124).");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString());
        }
    }
}
