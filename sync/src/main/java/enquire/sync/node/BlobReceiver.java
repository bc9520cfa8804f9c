package enquire.sync.node;

import enquire.editor.page.Bytes;

/** Takes an attachment that comes in pieces. Called from the thread of the connection. */
interface BlobReceiver {

    /** For pieces that nobody waits for any more. */
    BlobReceiver NOBODY =
            new BlobReceiver() {
                @Override
                public void piece(Bytes body, boolean last) {}

                @Override
                public void missing() {}

                @Override
                public void cutShort() {}
            };

    void piece(Bytes body, boolean last);

    /** No more will come from this peer. May be called after the last piece, too. */
    void missing();

    /** The same, but that says nothing of what the peer has: the connection is busy, or over. */
    void cutShort();
}
