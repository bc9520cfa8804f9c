// A page that is not made yet may begin as a template, until something is written.

/** The links take the title along as it stands in its field, and are gone once there is a text. */
export function offerTemplates(editor: HTMLElement, title: HTMLInputElement): (textLength: number) => void {
  const offer = editor.querySelector<HTMLElement>("[data-begin-from]");
  offer?.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLAnchorElement)) return;
    const address = new URL(target.href);
    address.searchParams.set("title", title.value.trim());
    target.href = address.href;
  });
  return (textLength) => {
    if (offer) offer.hidden = textLength > 0;
  };
}
