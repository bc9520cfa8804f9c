package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PieceTree;
import enquire.storage.Attachments;
import enquire.storage.Repository;
import enquire.sync.protocol.Limits;
import java.util.List;
import java.util.Optional;

/**
 * What live pages say of attachments that are fetched in pieces. Any writer can name the file of
 * another page with a root of his own, and false bytes would agree with that: so a file comes in
 * pieces, and is shown before it is whole, only while all pages say the same of it. Thread-safe.
 */
final class WantedFiles {

    private final Repository repository;
    private final PieceFaults faults;

    WantedFiles(Repository repository, PieceFaults faults) {
        this.repository = repository;
        this.faults = faults;
    }

    /** Whether a page wants it. */
    boolean isNamed(BlobId blob) {
        return !repository.attachments().isTakenOut(blob)
                && repository.attachments().manifest(blob).isPresent();
    }

    /** Empty if it can be fetched only whole. */
    Optional<WantedFile> inPieces(BlobId blob) {
        List<String> manifests = repository.attachments().manifests(blob);
        List<Optional<BlobManifest>> said =
                manifests.stream().map(BlobManifest::parse).distinct().toList();
        boolean all = manifests.size() < Attachments.MANIFESTS_MAX;
        boolean takenOut = repository.attachments().isTakenOut(blob);
        if (!all || takenOut || said.size() != 1 || faults.comesOnlyWhole(blob)) {
            return Optional.empty();
        }
        return said.getFirst()
                .filter(manifest -> PieceTree.pieces(manifest.bytes()) <= Limits.FETCHED_PIECES)
                .flatMap(manifest ->
                        manifest.root()
                                .map(root ->
                                        new WantedFile(
                                                repository.wiki(), blob, manifest.bytes(), root)));
    }

    /** Whether pages still say this. */
    boolean isRight(WantedFile file) {
        return inPieces(file.blob()).equals(Optional.of(file));
    }
}
