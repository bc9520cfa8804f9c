// Links of other pages name headings. When one was given other words here, Done asks once whether the
// links are to have them, too; links that are left as they are lead to the page and say so.
import { api } from "../page/wiki";
import { words } from "../words";
import type { RenamedHeading } from "./headings";
import { askDialog } from "./renaming";

const path = (title: string) => api(`pages/${encodeURIComponent(title)}/headings`);

/** Asks the person if links name one of them, and has them updated. A node that is away is not asked. */
export async function updateHeadingLinks(title: string, renamed: readonly RenamedHeading[]): Promise<void> {
  for (const { from, to } of renamed) {
    const answer = await fetch(`${path(title)}?links=${encodeURIComponent(from)}`).catch(() => null);
    const links = answer?.ok ? ((await answer.json()) as { links: number }).links : 0;
    if (links === 0) continue;
    const question = words.headingRenamed(from, to);
    const chosen = await askDialog(question, words.alsoUpdateHeadingLinks(links), [
      { value: "go", label: words.done, look: "primary" },
    ]);
    if (!chosen?.checked) continue;
    await fetch(path(title), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ from, to }),
    }).catch(() => null); // The links keep leading to the page; the list of links offers it again.
  }
}
