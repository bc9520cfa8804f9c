package enquire.sync.node;

import java.io.IOException;

/**
 * Is told what becomes of a {@link PieceDownload}. Called from the threads of connections; must not
 * block.
 */
interface DownloadOwner {

    /** Every piece is here; whether the file has its name is still to be checked. */
    void whole(PieceDownload download);

    /** The peer does not give what it said it holds, or takes too long. */
    void refused(PieceDownload download, PeerConnection by);

    /** The peer gave a false piece. */
    void lied(PieceDownload download, PeerConnection liar);

    /** The disk took no more. */
    void failed(PieceDownload download, IOException why);
}
