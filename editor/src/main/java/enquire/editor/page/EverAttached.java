package enquire.editor.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which attachments a page has or had, as its changes say. Stateless. */
public final class EverAttached {

    private EverAttached() {}

    /**
     * @param changes in any order
     * @return by id, what one of them says of the file
     */
    public static Map<BlobId, String> files(List<Change> changes) {
        var files = new LinkedHashMap<BlobId, String>();
        for (Change change : changes) {
            if (change.changesMaps()) {
                for (Operation operation : OperationReader.read(change.body())) {
                    if (operation instanceof Operation.Write write
                            && write.map() == Operation.PageMap.FILES
                            && !write.deletes()) {
                        put(files, write);
                    }
                }
            }
        }
        return files;
    }

    private static void put(Map<BlobId, String> files, Operation.Write write) {
        try {
            files.put(BlobId.parse(write.key()), write.value());
        } catch (IllegalArgumentException e) {
            // It names no attachment: another program may write anything.
        }
    }
}
