package enquire.sync.node;

import java.nio.file.Path;
import java.util.Optional;

/** Another node holds the data folder. Nothing in it was touched. */
public final class DataFolderInUseException extends DataFolderException {

    private static final long serialVersionUID = 1L;

    private final String address;

    DataFolderInUseException(Path folder, String address) {
        super(
                address.isEmpty()
                        ? "Another Enquire is using the folder %s. Stop it first, or choose another folder with --data."
                                .formatted(folder)
                        : "Another Enquire is using this folder at %s".formatted(address));
        this.address = address;
    }

    /** Where that node answers; empty while it starts or stops, and of one that serves nobody. */
    public Optional<String> address() {
        return Optional.of(address).filter(text -> !text.isEmpty());
    }
}
