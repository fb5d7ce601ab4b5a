package org.cityarchive.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cityarchive.core.law.Given.given;

import java.util.List;
import java.util.UUID;

import org.cityarchive.core.account.AccountCommand.ConfirmAccount;
import org.cityarchive.core.account.AccountCommand.DeclineAccount;
import org.cityarchive.core.account.AccountCommand.DescribeAccount;
import org.cityarchive.core.account.AccountCommand.DisownAccount;
import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.AccountConfirmed;
import org.cityarchive.core.account.AccountEvent.AccountDeclined;
import org.cityarchive.core.account.AccountEvent.AccountDescribed;
import org.cityarchive.core.account.AccountEvent.AccountDisowned;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountRefusal.AliasOfAnother;
import org.cityarchive.core.account.AccountRefusal.NotRegistered;
import org.cityarchive.core.account.AccountRefusal.NotTheCitys;
import org.cityarchive.core.account.AccountRefusal.StandsInRegister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountLawTest {
    private static final AccountLaw LAW = new AccountLaw();
    private static final AccountId FIRST = new AccountId(new UUID(0, 1));
    private static final AccountId SECOND = new AccountId(new UUID(0, 2));
    private static final UUID WORDS = new UUID(0, 3);
    private static final UUID DIGEST = new UUID(0, 4);

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

    @Test
    void whatIsSaidOfANewAccountIsAFactOfItsOwn() {
        given(LAW).when(new OpenAccount(FIRST, "x", "Parks", null, Via.REGISTER, List.of(), WORDS))
                .then(opened(FIRST, "Parks", null), new AccountDescribed(FIRST, WORDS));
        given(LAW, opened(FIRST, "Parks", null)).when(new DescribeAccount(FIRST, WORDS)).then(new AccountDescribed(FIRST, WORDS));
    }

    @Test
    void aPersonConfirmsAnImportedAccountOnce() {
        given(LAW, imported()).when(new ConfirmAccount(FIRST, WORDS))
                .then(new AccountConfirmed(FIRST), new AccountDescribed(FIRST, WORDS));
        given(LAW, imported(), new AccountConfirmed(FIRST)).when(new ConfirmAccount(FIRST, null)).then();
        given(LAW, opened(FIRST, "Parks", null)).when(new ConfirmAccount(FIRST, null)).then();
    }

    @Test
    void aPersonMaySayThatItIsNotTheCitysAndTakeItBack() {
        given(LAW, imported()).when(new DisownAccount(FIRST, WORDS)).then(new AccountDisowned(FIRST, WORDS));
        given(LAW, imported(), new AccountDisowned(FIRST, WORDS)).when(new DisownAccount(FIRST, WORDS)).then();
        given(LAW, imported(), new AccountDisowned(FIRST, WORDS)).when(new ConfirmAccount(FIRST, null))
                .then(new AccountConfirmed(FIRST));
    }

    @Test
    void whatIsNotInTheRegisterIsNotDecidedOn() {
        for (var command : List.of(new DescribeAccount(FIRST, WORDS), new ConfirmAccount(FIRST, null),
                new DisownAccount(FIRST, WORDS))) {
            given(LAW).when(command).thenRefused(new NotRegistered(FIRST));
        }
    }

    @Test
    void aDeclinedAccountIsOpenedByNoImportButByAPerson() {
        var declined = new AccountDeclined(SECOND, "x", DIGEST, WORDS);
        given(LAW).when(new DeclineAccount(SECOND, "x", "Parks", DIGEST, WORDS)).then(declined);
        given(LAW, declined).when(new DeclineAccount(FIRST, "x", "Parks", DIGEST, WORDS)).then();
        given(LAW, declined).when(new OpenAccount(FIRST, "x", "Parks", null, Via.IMPORT, List.of(DIGEST), null))
                .thenRefused(new NotTheCitys("x"));
        given(LAW, declined).when(new OpenAccount(FIRST, "x", "Parks", null, Via.REGISTER, List.of(DIGEST), null))
                .then(opened(FIRST, "Parks", null));
    }

    @Test
    void aRegisteredAccountIsNotDeclinedButDisowned() {
        given(LAW, opened(FIRST, "Parks", null)).when(new DeclineAccount(SECOND, "x", "@parks", DIGEST, WORDS))
                .thenRefused(new StandsInRegister(FIRST));
    }

    private static AccountOpened imported() {
        return new AccountOpened(FIRST, "x", "Parks", null, Via.IMPORT, true);
    }

    private static OpenAccount open(AccountId id, String handle, @Nullable String platformId, Via via) {
        return new OpenAccount(id, "x", handle, platformId, via);
    }

    private static AccountOpened opened(AccountId id, String handle, @Nullable String platformId) {
        return new AccountOpened(id, "x", handle, platformId, Via.REGISTER, false);
    }
}
