package enquire.web.mirror;

import enquire.sync.node.Wiki;

/**
 * Whose folder it is, as the mark in it says. Two computers that carried edits in from one folder,
 * as a shared one, would each take what the other wrote there for somebody's edit.
 *
 * @param wiki its id
 * @param computer its public key
 */
record Owner(String wiki, String computer) {

    static Owner of(Wiki wiki) {
        return new Owner(wiki.id().toString(), wiki.self().toString());
    }
}
