// What the document says about itself: which wiki, which page, where things are.
const body = document.body;

/** The wiki's short name as it stands in paths; empty on screens that belong to no wiki. */
export const wiki = body.dataset.wiki ?? "";
export const homePath = body.dataset.home || "/";
/** For the styles that CodeMirror adds. */
export const nonce = body.dataset.nonce ?? "";

/** Path of a screen of this wiki. */
export const screen = (name: string) => `/${wiki}/-/${name}`;

/** Path of a call of the API for this wiki. */
export const api = (call: string) => `/-/api/v1/wikis/${wiki}/${call}`;

/** A title as it stands in a path: spaces as `_`, `/` kept, the rest percent-encoded. */
export function titlePath(title: string): string {
  return title.normalize("NFC").trim().split("/").map((part) => encodeURIComponent(part.replace(/ /g, "_"))).join("/");
}

export const pagePath = (title: string) => `/${wiki}/${titlePath(title)}`;
export const editPath = (title: string) => screen(`edit/${titlePath(title)}`);

/** The path of a screen about the page that is read; its data names one of them. */
export const screenOf = (article: HTMLElement, name: string) => (article.dataset.history ?? "").replace("/-/history/", `/-/${name}/`);
