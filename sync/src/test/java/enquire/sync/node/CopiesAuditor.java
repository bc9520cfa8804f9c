package enquire.sync.node;

import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks whether nodes claim more of each other than is true: that somebody holds a page with all
 * its edits. Whoever was put back from an old copy and has not been heard since is not asked: that
 * he lost something is known to nobody.
 */
final class CopiesAuditor {

    private final Auditor auditor;
    private final Set<List<SimulatedNode>> heard = new HashSet<>();
    private long claims;

    CopiesAuditor(Auditor auditor) {
        this.auditor = auditor;
    }

    /** The two told each other what they hold. */
    void met(SimulatedNode node, SimulatedNode peer) {
        heard.add(List.of(node, peer));
    }

    void isOld(SimulatedNode node) {
        heard.removeIf(pair -> pair.contains(node));
    }

    long claims() {
        return claims;
    }

    void look(List<SimulatedNode> nodes) {
        for (SimulatedNode node : nodes) {
            if (node.isOn()) {
                auditor.require(
                        node.wiki().copies() <= leastOfPages(node),
                        "%s claims %d copies of everything",
                        node.name,
                        node.wiki().copies());
                for (SimulatedNode peer : nodes) {
                    if (peer.isOn() && heard.contains(List.of(node, peer))) {
                        look(node, peer);
                    }
                }
            }
        }
    }

    private void look(SimulatedNode node, SimulatedNode peer) {
        Exchange own = node.repository().exchange();
        Exchange theirs = peer.repository().exchange();
        for (Exchange.IndexEntry entry : own.index(0, 10_000).entries()) {
            PageId page = entry.page();
            if (!claims(node, peer, page)) {
                continue;
            }
            claims++;
            auditor.require(
                    theirs.holds(page, own.changes(page).stream().map(Change::hash).toList()),
                    "%s claims that %s holds all of %s",
                    node.name,
                    peer.name,
                    page);
        }
    }

    private static long leastOfPages(SimulatedNode node) {
        return node.repository().exchange().index(0, 10_000).entries().stream()
                .mapToLong(entry -> node.wiki().copies(entry.page()).on().size())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static boolean claims(SimulatedNode node, SimulatedNode peer, PageId page) {
        return node.wiki().copies(page).on().stream()
                .anyMatch(member -> member.peer().equals(peer.id()));
    }

    /**
     * Everything is healed, and all who are members hold the same of what they keep: each knows of
     * every copy on those who keep part, and of as many as there are on those who keep all.
     */
    void finished(List<SimulatedNode> members) {
        look(members);
        for (SimulatedNode node : members) {
            long others = Agreement.wholes(members).stream().filter(each -> each != node).count();
            for (var entry : node.repository().exchange().index(0, 10_000).entries()) {
                long known = node.wiki().copies(entry.page()).on().size();
                auditor.require(
                        known >= others,
                        "%s knows of %d copies of %s, and there are %d",
                        node.name,
                        known,
                        entry.page(),
                        others);
                members.stream()
                        .filter(member -> member != node)
                        .forEach(member -> claimsExactly(node, member, entry.page()));
            }
            // Who keeps nothing yet claims nothing.
            boolean keeps = node.repository().exchange().fingerprint().pages() > 0;
            auditor.require(
                    !keeps || node.wiki().copies() >= others,
                    "%s knows of %d copies of everything, and there are %d",
                    node.name,
                    node.wiki().copies(),
                    others);
        }
    }

    private void claimsExactly(SimulatedNode node, SimulatedNode member, PageId page) {
        boolean holds = member.part().holds(page);
        auditor.require(
                claims(node, member, page) == holds,
                "%s claims that %s holds %s: %s",
                node.name,
                member.name,
                page,
                !holds);
    }
}
