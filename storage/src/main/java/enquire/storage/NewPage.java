package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Edit;
import enquire.editor.page.Title;
import java.util.List;
import java.util.Map;

/**
 * What a page begins with.
 *
 * @param files the manifests of its attachments, as JSON
 * @param marks set with the text
 */
record NewPage(Title title, String text, Map<BlobId, String> files, List<Edit.PutMark> marks) {}
