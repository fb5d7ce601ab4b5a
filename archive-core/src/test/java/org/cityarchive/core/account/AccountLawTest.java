package org.cityarchive.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cityarchive.core.law.Given.given;

import java.util.UUID;

import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountRefusal.AliasOfAnother;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountLawTest {
    private static final AccountLaw LAW = new AccountLaw();
    private static final AccountId FIRST = new AccountId(new UUID(0, 1));
    private static final AccountId SECOND = new AccountId(new UUID(0, 2));

    @Test
    void anImportedAccountAwaitsApproval() {
        given(LAW).when(open(FIRST, "Parks", null, Via.IMPORT))
                .then(new AccountOpened(FIRST, "x", "Parks", null, Via.IMPORT, true));
    }

    @Test
    void anAccountAddedInTheRegisterDoesNot() {
        given(LAW).when(open(FIRST, "Parks", "17", Via.REGISTER))
                .then(new AccountOpened(FIRST, "x", "Parks", "17", Via.REGISTER, false));
    }

    @Test
    void theSameHandleInOtherCaseOrWithAnAtSignIsTheSameAccount() {
        given(LAW, opened(FIRST, "Parks", null)).when(open(SECOND, "@PARKS", null, Via.IMPORT)).then();
    }

    @Test
    void thePlatformsIdIsTheSameAccountUnderAnotherHandle() {
        given(LAW, opened(FIRST, "Parks", "17")).when(open(SECOND, "ParksAndPools", "17", Via.REGISTER)).then();
    }

    @Test
    void theSameHandleElsewhereIsAnotherAccount() {
        given(LAW, new AccountOpened(FIRST, "youtube", "Parks", null, Via.REGISTER, false))
                .when(open(SECOND, "Parks", null, Via.REGISTER))
                .then(opened(SECOND, "Parks", null));
    }

    @Test
    void aHandleThatMovedToAnotherPlatformIdIsNotMixedIn() {
        given(LAW, opened(FIRST, "Parks", "17")).when(open(SECOND, "Parks", "18", Via.REGISTER))
                .thenRefused(new AliasOfAnother("x", "Parks", FIRST));
    }

    @Test
    void aHandleAndAnIdOfTwoAccountsAreRefused() {
        given(LAW, opened(FIRST, "Parks", null), opened(SECOND, "Pools", "18")).when(open(FIRST, "Parks", "18", Via.REGISTER))
                .thenRefused(new AliasOfAnother("x", "Parks", FIRST));
    }

    @Test
    void aPlatformIsSmallLettersOnly() {
        assertThat(OpenAccount.isPlatform("x-twitter")).isFalse();
        assertThatThrownBy(() -> new OpenAccount(FIRST, "X", "Parks", null, Via.REGISTER)).hasMessageContaining("platform");
    }

    private static OpenAccount open(AccountId id, String handle, @Nullable String platformId, Via via) {
        return new OpenAccount(id, "x", handle, platformId, via);
    }

    private static AccountOpened opened(AccountId id, String handle, @Nullable String platformId) {
        return new AccountOpened(id, "x", handle, platformId, Via.REGISTER, false);
    }
}
