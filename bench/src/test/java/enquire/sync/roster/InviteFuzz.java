package enquire.sync.roster;

import enquire.editor.page.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Invites, as people paste them. */
public final class InviteFuzz {

    private static final int CHECK_BYTES = 4;

    private InviteFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        parse(new String(input, StandardCharsets.UTF_8));
        // With letters and check bytes that are right, so that what is inside is reached.
        byte[] check = Bytes.of(input).sha256().slice(0, CHECK_BYTES).toArray();
        byte[] checked = Arrays.copyOf(input, input.length + CHECK_BYTES);
        System.arraycopy(check, 0, checked, input.length, CHECK_BYTES);
        parse("enquire:" + Base64.getUrlEncoder().withoutPadding().encodeToString(checked));
    }

    private static void parse(String text) {
        try {
            Invite invite = Invite.parse(text);
            if (!Invite.parse(invite.text()).equals(invite)) {
                throw new AssertionError("it reads otherwise when it is written again");
            }
        } catch (InvalidInviteException e) {
            return; // What it is for.
        }
    }
}
