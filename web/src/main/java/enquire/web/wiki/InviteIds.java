package enquire.web.wiki;

import enquire.editor.page.Bytes;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Invite;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;

/** How an invite that was given out is named: never by its secret. */
public final class InviteIds {

    /** Hexadecimal digits by which people tell invites apart: 4 bytes. A guess. */
    private static final int BRIEF_DIGITS = 8;

    private InviteIds() {}

    /**
     * From now on nobody joins by it.
     *
     * @param hex its id, 32 hexadecimal digits
     * @return its id
     * @throws ProblemException 404 if this node gave out none of this id, or it cannot be used any
     *     more
     */
    public static Bytes takeBack(Wiki wiki, String hex) {
        boolean id = hex.matches("[0-9a-f]{" + 2 * Invite.INVITE_ID_BYTES + "}");
        if (!id || !wiki.invitations().takeBack(Bytes.ofHex(hex))) {
            throw ProblemException.notFound(Speaking.messages().text("error.noInvite"));
        }
        return Bytes.ofHex(hex);
    }

    /** How it begins. */
    public static String brief(Bytes id) {
        return id.toHex().substring(0, BRIEF_DIGITS);
    }
}
