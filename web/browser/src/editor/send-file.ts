// Gives the node one file.
import { api } from "../page/wiki";
import { words } from "../words";

/** Nothing answered, or something that is not the node. */
export class NodeAwayError extends Error {}

/** The node does not take the file; the message says why, as a sentence. */
export class RefusedError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }

  /** Whether the page is not there that uses the file; nothing else of a file's address can be missing. */
  get lacksPage(): boolean {
    return this.status === 404;
  }
}

const address = (name: string, page: string | null) =>
  api(`files?name=${encodeURIComponent(name)}${page === null ? "" : `&page=${encodeURIComponent(page)}`}`);

/**
 * XMLHttpRequest, because fetch does not say how far an upload is.
 *
 * @param page id or title of the page that uses the file, or null
 * @param progress hears 0 to 100
 * @returns the name that the page knows the file by: another one if it has the same bytes already
 */
export function sendFile(name: string, page: string | null, file: Blob, type: string, progress: (percent: number) => void): Promise<string> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", address(name, page));
    request.setRequestHeader("Content-Type", type || "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? Math.floor((100 * loaded) / total) : 0));
    request.addEventListener("load", () => {
      if (request.status < 300) done(nameIn(request.responseText) ?? name);
      else fail(refusal(request));
    });
    request.addEventListener("error", () => fail(new NodeAwayError()));
    request.send(file);
  });
}

function nameIn(answer: string): string | null {
  try {
    const { name } = JSON.parse(answer) as { name?: unknown };
    return typeof name === "string" ? name : null;
  } catch {
    return null; // A node that says no name has taken the one it was given.
  }
}

function refusal({ status, responseText }: XMLHttpRequest): Error {
  // A full disk, say, is over some day; the file must not be lost till then.
  if (status >= 500) return new NodeAwayError(String(status));
  try {
    const { detail, title } = JSON.parse(responseText) as { detail?: string; title?: string };
    return new RefusedError([title, detail].filter(Boolean).join(" ") || words.unreachable, status);
  } catch {
    // No problem+json, so it was not our node that answered.
    return new NodeAwayError(String(status));
  }
}
