package org.cityarchive.server.account;

import java.util.List;

import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.server.account.Opening.About;

/** The accounts of the example city, as its clerk entered them; one is left to be confirmed. */
public final class SampleAccounts {
    private static final Attribution BY = new Attribution("sample", "it-director", "sample", null, "America/Denver");

    private record Sample(String platform, String handle, About about) {}

    private static final List<Sample> ACCOUNTS = List.of(
            new Sample("facebook", "CottonwoodBendMT",
                    new About("City of Cottonwood Bend", "Communications", "News, closures and meetings for everyone in town.")),
            new Sample("facebook", "CottonwoodBendPolice",
                    new About("Cottonwood Bend Police", "Police", "Notices to the public; not for reporting crimes.")),
            new Sample("instagram", "cottonwoodbendparks",
                    new About("Cottonwood Bend Parks", "Parks", "Pool, trails and skate park.")),
            new Sample("mastodon", "library@cbend.example",
                    new About("Public Library", "Library", "Books, seeds and events.")),
            new Sample("youtube", "CottonwoodBendCouncil",
                    new About("Council meetings", "City Clerk", "Council meetings, whole and unedited.")));

    private SampleAccounts() {}

    /** Enters them where the register is empty. */
    public static void moveIn(AccountRegister register, Opening opening) {
        if (register.all().isEmpty()) {
            ACCOUNTS.forEach(one -> opening.open(one.platform(), one.handle(), null, Via.REGISTER, one.about(), BY));
        }
    }
}
