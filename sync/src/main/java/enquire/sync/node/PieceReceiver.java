package enquire.sync.node;

import enquire.editor.page.Bytes;

/** Takes pieces of one attachment from several peers. Called from the threads of connections. */
interface PieceReceiver {

    /**
     * @param body not checked; empty if the peer does not hold it
     */
    void piece(PeerConnection from, int piece, Bytes body);

    /**
     * @param hashes of all pieces, not checked; empty if the peer does not know them
     */
    void leaves(PeerConnection from, Bytes hashes);

    /** What the peer was asked for does not come for now. */
    void refused(PeerConnection from);

    /** The connection is over. May be said twice. */
    void gone(PeerConnection from);
}
