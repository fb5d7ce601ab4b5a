package org.cityarchive.core.account;

import java.util.Map;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;

/** The register's noes. */
public sealed interface AccountRefusal extends Refusal {

    /** The handle stands for one registered account and the platform id for another, or the handle's account has another platform id. */
    record AliasOfAnother(String platform, String alias, AccountId account) implements AccountRefusal {
        @Override
        public String name() {
            return "alias-of-another-account";
        }

        @Override
        public String sentence() {
            return "Not added: \"" + alias + "\" on " + platform + " already belongs to another account of the register.";
        }

        @Override
        public Citation citation() {
            return new Citation("DATA.md §2", "An alias belongs to one account of the register.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("platform", platform, "alias", alias, "account", account.toString());
        }
    }
}
