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

    /** A person said that the account is not the city's; an import does not overrule that. */
    record NotTheCitys(String platform) implements AccountRefusal {
        @Override
        public String name() {
            return "account-not-the-citys";
        }

        @Override
        public String sentence() {
            return "Not taken: a person said that this account on " + platform
                    + " is not the city's. Whoever keeps the register can say otherwise there.";
        }

        @Override
        public Citation citation() {
            return new Citation("DATA.md §2", "A person decides which accounts are the city's.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("platform", platform);
        }
    }

    /** What is not in the register can be neither described nor decided on. */
    record NotRegistered(AccountId account) implements AccountRefusal {
        @Override
        public String name() {
            return "account-not-registered";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: the register has no such account. Add it first.";
        }

        @Override
        public Citation citation() {
            return new Citation("DATA.md §2", "An account is known by its entry in the register.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("account", account.toString());
        }
    }

    /** It stands in the register already: there it is decided on. */
    record StandsInRegister(AccountId account) implements AccountRefusal {
        @Override
        public String name() {
            return "account-in-register";
        }

        @Override
        public String sentence() {
            return "Not refused here: the register has this account. Decide on it there.";
        }

        @Override
        public Citation citation() {
            return new Citation("DATA.md §2", "An account is decided on by its entry in the register.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("account", account.toString());
        }
    }
}
