import { element } from "../element.ts";
import type { Input } from "./input.ts";
import { keysOf, type Problem } from "./problem.ts";

/** A problem, and the input that it is shown at. */
export interface PlacedProblem {
  problem: Problem;
  input: Input;
}

/** How many links there are at most: with each letter that is typed, they are made anew. */
const mostLinks = 50;

/** How many problems there are, and a link to each of the first. */
export function problemList() {
  const count = element("p", { className: "composer-count" });
  count.setAttribute("role", "status");
  const list = element("ul", {});
  return {
    element: element("div", { className: "composer-problems" }, count, list),
    update: (placed: readonly PlacedProblem[]) => {
      const text =
        placed.length === 0 ? "No problems" : placed.length === 1 ? "1 problem" : `${placed.length} problems`;
      // Said again only where it is another.
      if (count.textContent !== text) count.textContent = text;
      const others = placed.length - mostLinks;
      const more = others > 0 ? [element("li", { textContent: `and ${others} more` })] : [];
      list.replaceChildren(...placed.slice(0, mostLinks).map(linkTo), ...more);
    },
  };
}

function linkTo({ problem, input }: PlacedProblem): HTMLElement {
  const link = element("a", { href: "#", textContent: nameOf(problem) });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    reveal(input);
  });
  return element("li", {}, link, ` ${problem.message}`);
}

/** `parameters.rank`, `concepts[0].scale`; the part of the request where the problem is in all of it. */
function nameOf({ in: place, pointer }: Problem): string {
  const keys = keysOf(pointer).map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`));
  return keys.join("").replace(/^\./, "") || place;
}

/** Opens what hides an input, and puts the focus there. */
function reveal(input: Input): void {
  for (let at = input.element.parentElement; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  input.focus();
}
