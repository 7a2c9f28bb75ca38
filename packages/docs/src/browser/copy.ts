/** Puts a button on every block of code within an element, which copies what the block shows. */
export function addCopyButtons(within: ParentNode): void {
  for (const code of within.querySelectorAll<HTMLElement>("pre")) {
    const holder = code.parentElement;
    if (!holder || holder.querySelector(":scope > .copy")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", () => copy(code, button));
    if (holder.classList.contains("code")) holder.append(button);
    else {
      const wrapped = document.createElement("div");
      wrapped.className = "code";
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
    // No clipboard, as in a page from a file: it is marked, so that one key copies it.
    getSelection()?.selectAllChildren(code);
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2_000);
}
