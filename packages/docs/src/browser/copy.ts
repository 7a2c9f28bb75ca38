import { element } from "./element.ts";

/** Adds a button to every block of code within an element, which copies the block as it is displayed. */
export function addCopyButtons(within: ParentNode): void {
  for (const code of within.querySelectorAll<HTMLElement>("pre")) {
    const button = element("button", { type: "button", className: "copy", textContent: "Copy" });
    button.addEventListener("click", () => copy(code, button));
    const holder = code.parentElement;
    if (holder?.classList.contains("code")) holder.append(button);
    else {
      const wrapped = element("div", { className: "code" });
      code.replaceWith(wrapped);
      wrapped.append(code, button);
    }
  }
}

/** Lets a button copy the page as Markdown. */
export function offerPageCopy(): void {
  const button = document.querySelector<HTMLButtonElement>(".copy-page");
  button?.addEventListener("click", async () => {
    const title = button.textContent;
    try {
      const response = await fetch(button.dataset["page"] ?? "");
      await navigator.clipboard.writeText(await response.text());
      say(button, "Copied", title);
    } catch {
      // A page opened from a file cannot read another file.
      location.href = button.dataset["page"] ?? "";
    }
  });
}

async function copy(code: HTMLElement, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent);
    say(button, "Copied", "Copy");
  } catch {
    // There is no clipboard, as in a page opened from a file. With the code selected, one key copies it.
    getSelection()?.selectAllChildren(code);
    say(button, "Press Ctrl+C", "Copy");
  }
}

/** Shows what came of it on the button for two seconds, and tells screen readers. */
function say(button: HTMLButtonElement, text: string, usual: string): void {
  button.textContent = text;
  announcement().textContent = text;
  setTimeout(() => {
    button.textContent = usual;
    announcement().textContent = "";
  }, 2_000);
}

let status: HTMLElement | undefined;

/** A text that only screen readers say. */
function announcement(): HTMLElement {
  status ??= document.body.appendChild(element("p", { className: "of", role: "status" }));
  return status;
}
