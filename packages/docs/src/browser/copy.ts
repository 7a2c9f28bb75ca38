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

async function copy(code: HTMLElement, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
  } catch {
    // There is no clipboard, as in a page opened from a file. With the code selected, one key copies it.
    getSelection()?.selectAllChildren(code);
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2_000);
}
