package enquire.web.screens;

import java.util.List;

/**
 * Peers and sync.
 *
 * @param frame around it
 * @param summary "Everything you wrote is on 3 other computers"
 * @param details "214 pages, 38 MB of files. Last exchange 4 seconds ago."
 * @param safe whether the summary is good news
 * @param copies what is on too few computers
 * @param dropped files that made room here
 * @param peers the other computers
 * @param departed former members
 * @param heldBack edits of others that are kept out of their pages, a sentence each
 * @param unvouched whose pages cannot be taken in as nobody vouches for them, a sentence each
 * @param leftOut pages with edits that can be taken in, how many as note
 * @param inviteAction POST: {@code role}
 * @param invites that were made here and can still be used
 * @param roles that this node may invite others as, the highest first; none if it may invite nobody
 * @param deviceAction POST: makes an invite for another computer of this person; empty if it may
 *     not
 * @param standing what this computer may do here, and since when; empty if it is no member
 * @param leaveHref where it leaves the wiki; empty if it is no member
 * @param recoverHref where it takes the wiki over; empty if the wiki has no recovery key
 * @param carry how much of the wiki is here
 * @param bundle forms for where no network leads
 * @param address where peers reach this node
 * @param peerId this node's public key in groups
 */
public record SyncScreen(
        Frame frame,
        String summary,
        String details,
        boolean safe,
        CopiesSection copies,
        DroppedSection dropped,
        List<Peer> peers,
        List<Departed> departed,
        List<String> heldBack,
        List<String> unvouched,
        List<Link> leftOut,
        String inviteAction,
        List<OpenInvite> invites,
        List<RoleLine> roles,
        String deviceAction,
        String standing,
        String leaveHref,
        String recoverHref,
        Carry carry,
        BundleForms bundle,
        String address,
        String peerId)
        implements Screen {

    /**
     * How much of the wiki this computer keeps.
     *
     * @param action POST: {@code carry}; empty if this computer is in the wiki no more
     * @param all whether every page
     * @param sentence what that means now
     */
    public record Carry(String action, boolean all, String sentence) {}

    /**
     * Somebody who was a member.
     *
     * @param sentence "Bob was removed from this wiki by Alice."
     * @param at when that was
     */
    public record Departed(String sentence, When at) {}

    /**
     * Another computer of this wiki.
     *
     * @param who its person
     * @param called its name, with letters of its key if another computer has that name, too
     * @param note "workshop-pc", "new, not yet joined", or empty
     * @param clock that its clock is wrong; empty if not
     * @param dot {@code on}, {@code off} or {@code wait}
     * @param connection "Connected, 12 ms", "Last seen Thursday 18:20"
     * @param edits "All of them", "17 pages waiting"
     * @param waiting the first of these pages
     * @param more "and 14 more", or empty
     * @param roleHref where its member gets another role; empty if that may not be done
     * @param removeHref where its member is taken out of the wiki; empty if that may not be done
     * @param reach where it is looked for; nothing for this computer itself
     */
    public record Peer(
            Person who,
            String called,
            String note,
            String clock,
            String dot,
            String connection,
            String edits,
            List<Link> waiting,
            String more,
            String roleHref,
            String removeHref,
            List<PeerReach> reach) {}

    @Override
    public String template() {
        return "sync.jte";
    }
}
